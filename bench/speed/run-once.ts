import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Contender } from './contender.ts';

export interface Run {
  readonly milliseconds: number;
  /** Of the process itself, where it is one of Node. */
  readonly peakMegabytes: number | undefined;
  readonly wrong: string | undefined;
}

const peakReporter = fileURLToPath(new URL('peers/report-peak.cjs', import.meta.url));
const longestOutput = 512 * 1024 * 1024;

/** Runs a command once, from start to end of its process. */
export function runOnce(contender: Contender, scratch: string): Run {
  contender.before?.();
  const peakFile = join(scratch, 'peak');
  rmSync(peakFile, { force: true });
  const isNode = contender.command === process.execPath;
  const start = performance.now();
  const result = spawnSync(contender.command, [...(isNode ? ['--require', peakReporter] : []), ...contender.args], {
    cwd: contender.cwd,
    env: { ...process.env, ...contender.env, ROLEFIT_BENCH_PEAK: peakFile },
    encoding: 'utf8',
    maxBuffer: longestOutput,
  });
  const milliseconds = performance.now() - start;
  if (result.error !== undefined) throw result.error;
  const wrong = contender.check?.(result.stdout, result.status);
  return {
    milliseconds,
    peakMegabytes: isNode ? readPeak(peakFile) : undefined,
    wrong: wrong === undefined ? undefined : `${wrong} ${result.stderr.slice(0, 300)}`.trim(),
  };
}

function readPeak(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) / 1024;
  } catch {
    // A process that was killed reports nothing.
    return undefined;
  }
}
