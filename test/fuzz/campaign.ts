import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seeded } from '../har/mutations.ts';
import type { Target } from './target.ts';

/** Where every input is kept that once broke a law: a folder for each target. */
const corpus = fileURLToPath(new URL('./corpus/', import.meta.url));

export interface Failure {
  readonly target: string;
  readonly input: Buffer;
  readonly error: string;
}

/** The input number `index` of a campaign: each has dice of its own, so that any can be had again alone. */
export function inputOf(target: Target, seed: number, index: number): Buffer {
  return Buffer.from(target.make(seeded(seed * 1_000_003 + index)));
}

/** Whether the machine has what a target needs. */
export function canRun({ needs }: Target): boolean {
  return needs === undefined || spawnSync(needs, ['--version']).status === 0;
}

/** How an input ends, or how it breaks the law. */
export async function attempt(target: Target, input: Buffer): Promise<string | Failure> {
  try {
    const ending = await target.judge(input);
    if (target.endings.includes(ending)) return ending;
    return { target: target.name, input, error: `"${ending}" is no ending of this target` };
  } catch (error) {
    return { target: target.name, input, error: error instanceof Error ? (error.stack ?? error.message) : `${error}` };
  }
}

/** The first line says what kind of a failure it is, numbers and quotations apart. */
export function kindOf({ error }: Failure): string {
  return (error.split('\n')[0] ?? '').replace(/"[^"]*"|\d+/g, '…').slice(0, 200);
}

/** Makes an input small that still fails in the same way, by leaving out ever smaller parts of it. */
export async function shrink(target: Target, failure: Failure, effort = 2_000): Promise<Failure> {
  if (!target.canShrink) return failure;
  let smallest = failure;
  let left = effort;
  for (let size = Math.ceil(failure.input.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < smallest.input.length && left > 0; left -= 1) {
      const { input } = smallest;
      const tried = await attempt(target, Buffer.concat([input.subarray(0, at), input.subarray(at + size)]));
      if (typeof tried !== 'string' && kindOf(tried) === kindOf(failure)) smallest = tried;
      else at += size;
    }
  }
  return smallest;
}

/** The inputs that once broke the law of a target. */
export function keptInputs(target: Target): readonly { readonly name: string; readonly input: Buffer }[] {
  const folder = join(corpus, target.name);
  return namesIn(folder).map((name) => ({ name, input: readFileSync(join(folder, name)) }));
}

/** Names of targets that something is kept of. */
export function keptTargets(): readonly string[] {
  return namesIn(corpus).filter((name) => !name.includes('.'));
}

/** Keeps an input, for the tests to try it again. @returns the file */
export function keep({ target, input }: Failure): string {
  const folder = join(corpus, target);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, createHash('sha256').update(input).digest('hex').slice(0, 12));
  writeFileSync(file, input);
  return file;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
