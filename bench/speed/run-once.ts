import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Contender } from './contender.ts';

export interface Run {
  readonly milliseconds: number;
  /** What the process itself used, where it is one of Node; not the programs that it started. */
  readonly usage: Usage | undefined;
  readonly wrong: string | undefined;
}

export interface Usage {
  readonly peakMegabytes: number;
  /** Of all its threads, in user code and in the system. */
  readonly cpuMilliseconds: number;
}

const usageReporter = fileURLToPath(new URL('peers/report-usage.cjs', import.meta.url));
const longestOutput = 512 * 1024 * 1024;

/** Runs a command once, from start to end of its process. */
export function runOnce(contender: Contender, scratch: string): Run {
  contender.before?.();
  const usageFile = join(scratch, 'usage.json');
  rmSync(usageFile, { force: true });
  const isNode = contender.command === process.execPath;
  const start = performance.now();
  const result = spawnSync(contender.command, [...(isNode ? ['--require', usageReporter] : []), ...contender.args], {
    cwd: contender.cwd,
    env: { ...process.env, ...contender.env, ROLEFIT_BENCH_USAGE: usageFile },
    encoding: 'utf8',
    maxBuffer: longestOutput,
  });
  const milliseconds = performance.now() - start;
  if (result.error !== undefined) throw result.error;
  const wrong = contender.check?.(result.stdout, result.status);
  return {
    milliseconds,
    usage: isNode ? readUsage(usageFile) : undefined,
    wrong: wrong === undefined ? undefined : `${wrong} ${result.stderr.slice(0, 300)}`.trim(),
  };
}

function readUsage(file: string): Usage | undefined {
  try {
    const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(file, 'utf8')) as NodeJS.ResourceUsage;
    return { peakMegabytes: maxRSS / 1024, cpuMilliseconds: (userCPUTime + systemCPUTime) / 1_000 };
  } catch {
    // A process that was killed reports nothing.
    return undefined;
  }
}
