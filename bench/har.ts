/**
 * Compares the HAR reader with other ways to the URLs of a recording: time and peak memory of whole processes.
 *
 *   npx tsx bench/har.ts [megabytes, default 500] [rounds, default 5]
 *
 * A seeded Chrome-like capture of that size is written to a temporary folder. Every reader runs in a process of its
 * own, in turns, and the figures are medians, so that what else the machine does meets all of them alike. The reader
 * runs as it ships: compiled, without a loader. The last line is a JSON object; the exit code is 1 when an answer is
 * wrong.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process, { argv, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { type Counts, writeCapture } from './har/capture.ts';
import { readers } from './har/readers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Round {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly right: boolean;
}

interface Row {
  readonly seconds: number;
  readonly megabytesPerSecond: number;
  readonly peakMegabytes: number;
  /** How many times as long as rolefit, as the median over rounds: each round compares runs that are seconds apart. */
  readonly timesRolefit: number;
  readonly right: boolean;
}

/** Compiles the reader alone; the package's own build also does this, and may not have been run. */
async function compile(folder: string): Promise<void> {
  const options = ['--ignoreConfig', '--module', 'nodenext', '--target', 'ES2023', '--types', 'node', '--noCheck'];
  const build = ['--rewriteRelativeImportExtensions', '--rootDir', 'src', '--outDir', folder, 'src/load/har.ts'];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout: output } = spawnSync(process.execPath, [tsc, ...options, ...build], { cwd: root });
  if (status !== 0) throw new Error(`the reader does not compile: ${output}`);
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
}

/** Node tells no peak of its children, so GNU time is asked; without it the peak is not a number. */
const time = spawnSync('time', ['-f', '%M', 'true']).status === 0 ? ['time', '-f', '\n%M'] : [];

function run(command: readonly string[], expected: Counts): Round | undefined {
  const [program = '', ...args] = [...time, ...command];
  const start = performance.now();
  const child = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  const seconds = (performance.now() - start) / 1_000;
  if (child.error || child.status !== 0) return undefined;
  const peak = time.length === 0 ? Number.NaN : Number(child.stderr.trim().split('\n').at(-1));
  return { seconds, peakMegabytes: peak / 1_024, right: isRight(child.stdout, expected) };
}

/** A reader prints either its counts or every URL on a line. */
function isRight(output: string, expected: Counts): boolean {
  if (!output.startsWith('{')) return output.trimEnd().split('\n').length === expected.entries;
  const counts = JSON.parse(output) as Partial<Counts>;
  return Object.entries(counts).every(([name, count]) => expected[name as keyof Counts] === count);
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function summarise(rounds: readonly Round[], own: readonly Round[], megabytes: number): Row {
  const seconds = median(rounds.map((round) => round.seconds));
  return {
    seconds,
    megabytesPerSecond: megabytes / seconds,
    peakMegabytes: median(rounds.map(({ peakMegabytes }) => peakMegabytes)),
    timesRolefit: median(rounds.map((round, index) => round.seconds / (own[index]?.seconds ?? Number.NaN))),
    right: rounds.every(({ right }) => right),
  };
}

async function main(megabytes: number, rounds: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'har-bench-'));
  try {
    const capture = join(folder, 'capture.har');
    const expected = await writeCapture(capture, megabytes);
    const size = (await stat(capture)).size / 1e6;
    await compile(join(folder, 'dist'));
    const measured = new Map<string, Round[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, commandFor] of Object.entries(readers)) {
        const result = run(commandFor(capture, join(folder, 'dist')), expected);
        if (result === undefined) stderr.write(`${name}: not here, or it failed\n`);
        else measured.set(name, [...(measured.get(name) ?? []), result]);
      }
    }
    const own = measured.get('rolefit') ?? [];
    const rows = [...measured].map(([name, list]) => [name, summarise(list, own, size)] as const);
    stdout.write(`${JSON.stringify({ megabytes: size, rounds, readers: Object.fromEntries(rows) }, null, 2)}\n`);
    return own.length === rounds && rows.every(([, { right }]) => right) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

process.exitCode = await main(Number(argv[2] ?? 500), Number(argv[3] ?? 5));
