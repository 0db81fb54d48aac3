/**
 * Reads damaged recordings without end, to find one that the HAR reader does not take as it should.
 *
 *   npx tsx bench/har-mutations.ts [mutations, default 1000000] [seed, default 1]
 *
 * Each must end in exchanges, complete or not, or in one input error; where JSON.parse can read it, in the same
 * exchanges. The last line is a JSON object; the exit code is 1 when one did not, and its number is in the message.
 */
import { performance } from 'node:perf_hooks';
import process, { argv, memoryUsage, stderr, stdout } from 'node:process';
import { type Ending, mutate, originals, readMutation, seeded } from '../test/har/mutations.ts';

/** What no single small recording may take, in seconds. */
const longest = 2;

async function main(mutations: number, seed: number): Promise<number> {
  const endings: Record<Ending, number> = { whole: 0, incomplete: 0, 'input-error': 0 };
  const start = performance.now();
  for (let index = 0; index < mutations; index += 1) {
    // A generator for each, so that any of them can be made again alone.
    const random = seeded(seed * 1_000_003 + index);
    const original = originals[index % originals.length] ?? Buffer.alloc(0);
    const before = performance.now();
    try {
      endings[await readMutation(mutate(original, random), random)] += 1;
    } catch (error) {
      stderr.write(`mutation ${index} of seed ${seed}: ${error instanceof Error ? error.stack : error}\n`);
      return 1;
    }
    if (performance.now() - before > longest * 1_000) {
      stderr.write(`mutation ${index} of seed ${seed} took more than ${longest} s\n`);
      return 1;
    }
  }
  const seconds = (performance.now() - start) / 1_000;
  const heapMegabytes = memoryUsage().heapUsed / 2 ** 20;
  stdout.write(`${JSON.stringify({ mutations, seed, ...endings, seconds, heapMegabytes })}\n`);
  return 0;
}

process.exitCode = await main(Number(argv[2] ?? 1_000_000), Number(argv[3] ?? 1));
