/**
 * Tries rolefit with inputs made by dice for as long as one likes:
 *
 *   npm run fuzz -- [--minutes 5] [--target name]... [--seed 1] [--list]
 *
 * Minutes are of processor time, in equal parts for each target. What breaks a law is made small, printed, and kept in
 * test/fuzz/corpus, which the tests go through. Exits with 1 where something did.
 */
import process, { argv, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { tolerateRejections } from '../static/random/oracle/rejections.ts';
import { attempt, canRun, type Failure, inputOf, keep, kindOf, shrink } from './campaign.ts';
import type { Target } from './target.ts';
import { targets } from './targets/index.ts';

/** Of one kind of failure so many are kept, and of one target so many kinds. */
const [mostOfKind, mostKinds] = [1, 10];

interface Tally {
  readonly endings: Map<string, number>;
  readonly failures: Map<string, number>;
  seconds: number;
}

const { values: flags } = parseArgs({
  args: argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    minutes: { type: 'string', default: '5' },
    target: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    list: { type: 'boolean', default: false },
  },
});

function usedSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function campaign(target: Target, seed: number, seconds: number): Promise<Tally> {
  const tally: Tally = { endings: new Map(), failures: new Map(), seconds: 0 };
  const start = usedSeconds();
  for (let index = 0; tally.seconds < seconds && tally.failures.size < mostKinds; index += 1) {
    const result = await attempt(target, inputOf(target, seed, index));
    if (typeof result === 'string') count(tally.endings, result);
    else await tell(target, result, tally, `input ${index} of seed ${seed}`);
    tally.seconds = usedSeconds() - start;
  }
  return tally;
}

async function tell(target: Target, failure: Failure, { failures }: Tally, which: string): Promise<void> {
  const kind = kindOf(failure);
  count(failures, kind);
  if ((failures.get(kind) ?? 0) > mostOfKind) return;
  const smallest = await shrink(target, failure);
  stderr.write(`\n${target.name}, ${which}: ${smallest.error}\nkept as ${keep(smallest)}\n`);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function lineOf(name: string, { endings, failures, seconds }: Tally): string {
  const [ended, failed] = [endings, failures].map((of) => [...of.values()].reduce((sum, one) => sum + one, 0));
  const parts = [...endings].map(([ending, number]) => `${number} ${ending}`);
  return `${name}: ${(ended ?? 0) + (failed ?? 0)} inputs in ${seconds.toFixed(0)} s, ${failed} broke the law (${parts.join(', ')})`;
}

async function main(): Promise<number> {
  if (flags.list) {
    for (const { name, law } of targets) stdout.write(`${name}: ${law}\n`);
    return 0;
  }
  const chosen = targets.filter(({ name }) => flags.target?.includes(name) ?? true);
  const unknown = flags.target?.filter((name) => !targets.some((target) => target.name === name)) ?? [];
  if (unknown.length > 0) {
    stderr.write(`there is no target ${unknown.join(', ')}; --list names them\n`);
    return 2;
  }
  tolerateRejections();
  let broken = 0;
  for (const target of chosen) {
    if (!canRun(target)) {
      stdout.write(`${target.name}: left out, there is no ${target.needs}\n`);
      continue;
    }
    const tally = await campaign(target, Number(flags.seed), (Number(flags.minutes) * 60) / chosen.length);
    broken += tally.failures.size;
    stdout.write(`${lineOf(target.name, tally)}\n`);
  }
  return broken === 0 ? 0 : 1;
}

process.exitCode = await main();
