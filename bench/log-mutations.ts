/**
 * Reads damaged logs and grants without end, to find one that is not taken as it should.
 *
 *   npx tsx bench/log-mutations.ts [mutations of each, default 100000] [seed, default 1]
 *
 * Each log must end in calls, complete or not, or in one input error, every line counted and no call lost without a word;
 * each grant in permissions that there are, or in one input error. The last line is a JSON object; the exit code is 1
 * when one did not, and its number is in the message.
 */
import { performance } from 'node:perf_hooks';
import process, { argv, stderr, stdout } from 'node:process';
import * as logs from '../test/access-log/mutations.ts';
import * as grants from '../test/grants/mutations.ts';
import { mutate, type Random, seeded } from '../test/har/mutations.ts';

/** What no single small input may take, in seconds. */
const longest = 2;

async function run(what: string, mutations: number, seed: number, read: (index: number, random: Random) => unknown) {
  const endings: Record<string, number> = {};
  const start = performance.now();
  for (let index = 0; index < mutations; index += 1) {
    // A generator for each, so that any of them can be made again alone.
    const random = seeded(seed * 1_000_003 + index);
    const before = performance.now();
    try {
      const ending = String(await read(index, random));
      endings[ending] = (endings[ending] ?? 0) + 1;
    } catch (error) {
      stderr.write(`${what} ${index} of seed ${seed}: ${error instanceof Error ? error.stack : error}\n`);
      return undefined;
    }
    if (performance.now() - before > longest * 1_000) {
      stderr.write(`${what} ${index} of seed ${seed} took more than ${longest} s\n`);
      return undefined;
    }
  }
  return { ...endings, seconds: (performance.now() - start) / 1_000 };
}

const [mutations, seed] = [Number(argv[2] ?? 100_000), Number(argv[3] ?? 1)];
const log = await run('log', mutations, seed, (index, random) => {
  const original = logs.originals[index % logs.originals.length] ?? Buffer.alloc(0);
  return logs.readMutation(mutate(original, random), random);
});
const grant = await run('grant', mutations, seed, (index, random) => {
  const { name, bytes } = grants.originals[index % grants.originals.length] ?? { name: '', bytes: Buffer.alloc(0) };
  return grants.readMutation(name, mutate(bytes, random));
});
stdout.write(`${JSON.stringify({ mutations, seed, log, grant })}\n`);
process.exitCode = log === undefined || grant === undefined ? 1 : 0;
