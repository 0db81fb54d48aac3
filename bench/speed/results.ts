import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { hasRipgrep } from './contenders.ts';
import type { Measured } from './figures.ts';

/** What was measured, as it is kept: without dates, so that two runs differ only in what they measured. */
export interface Results {
  readonly machine: Machine;
  readonly cases: readonly Measured[];
}

/** What of a machine explains its figures. */
export interface Machine {
  readonly cores: number;
  readonly node: string;
  readonly platform: string;
  /** What R is: ratios to one cannot be held against ratios to the other. */
  readonly search: 'ripgrep' | 'byte scan in Node';
}

export const resultsFile = fileURLToPath(new URL('../results.json', import.meta.url));

export function thisMachine(): Machine {
  return {
    cores: availableParallelism(),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    search: hasRipgrep ? 'ripgrep' : 'byte scan in Node',
  };
}

/** The kept results; `undefined` before any were kept. */
export function readResults(): Results | undefined {
  return existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as Results) : undefined;
}

/**
 * Keeps what was measured. Cases that were not run stay as they are, unless they come from another machine: the table
 * must not mix two.
 * @param names of all cases there are, in their order; others are dropped
 */
export function keepResults(measured: readonly Measured[], names: readonly string[]): Results {
  const [known, machine] = [readResults(), thisMachine()];
  const isSame = JSON.stringify(known?.machine) === JSON.stringify(machine);
  const all = [...measured, ...(isSame ? (known?.cases ?? []) : [])];
  const cases = names.flatMap((name) => all.find((one) => one.name === name) ?? []);
  const results = { machine, cases: cases.map(rounded) };
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  return results;
}

/** Three digits are all that a repeated run confirms. */
function rounded(measured: Measured): Measured {
  const round = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? Number(value.toPrecision(3)) : value;
  return JSON.parse(JSON.stringify(measured, round)) as Measured;
}
