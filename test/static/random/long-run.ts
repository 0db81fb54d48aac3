/**
 * The oracle for as long as one likes, outside CI:
 *
 *   npm run oracle -- --programs 100000 [--from 1] [--runs 24] [--fixtures folder] [--without name] [--alone] [--choosing]
 *
 * Prints how many answers were exact, over-approximated, open and wrong. `--without` leaves out a fragment, a table or
 * an act by its name. `--alone` looks at each fragment in the smallest programs that it is in, instead of random ones. `--choosing` leaves out of the analysis what has nothing to do with
 * Marketo, as in large programs. `--fixtures` writes what was lost as folders of `fixtures/source`.
 * Exits with 1 where something was.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process, { argv, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { alone } from './oracle/alone.ts';
import { fixtureName, toFixture } from './oracle/fixture.ts';
import { allFragments } from './oracle/fragments/index.ts';
import { describe, Oracle, type Trial } from './oracle/oracle.ts';
import { tolerateRejections } from './oracle/rejections.ts';
import { Tally } from './oracle/tally.ts';

const { values: flags } = parseArgs({
  args: argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    programs: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
    runs: { type: 'string', default: '24' },
    fixtures: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
    alone: { type: 'boolean', default: false },
    choosing: { type: 'boolean', default: false },
  },
});
/** Shrinking takes long: of the same kinds again and again only so many are made small. */
const mostShrunk = 200;

tolerateRejections();
const leftOut = new Set(flags.without);
/** Whether a fragment or an act takes part, by its own name or that of its table. */
const isEnabled = (name: string): boolean => !leftOut.has(name) && !leftOut.has(name.split(':')[0] ?? '');
const limits = flags.choosing ? { unchosen: 0 } : {};
const oracle = new Oracle({ isEnabled, limits, runs: Number(flags.runs) });
const tally = new Tally();
let shrunk = 0;

let told = performance.now();
for await (const trial of flags.alone ? trialsAlone() : randomTrials()) {
  tally.add(trial);
  if (performance.now() - told > 10_000) {
    told = performance.now();
    stderr.write(`program ${trial.seed}: ${tally.line()}\n`);
  }
  if (trial.outcome !== 'violation' || shrunk >= mostShrunk) continue;
  shrunk += 1;
  const smallest = await oracle.smallest(trial);
  const before = tally.violations.size;
  tally.addViolation(smallest);
  if (tally.violations.size === before) continue;
  stdout.write(`\n${describe(smallest)}\n`);
  if (flags.fixtures !== undefined) await writeFixture(flags.fixtures, smallest);
}
stdout.write(`\n${tally.lines().join('\n')}\n`);
process.exitCode = tally.violations.size === 0 ? 0 : 1;

async function* randomTrials(): AsyncGenerator<Trial> {
  const from = Number(flags.from);
  for (let seed = from; seed < from + Number(flags.programs); seed += 1) yield await oracle.try(seed);
}

/** Of each fragment the first of its smallest programs that breaks the law, or else the last of them. */
async function* trialsAlone(): AsyncGenerator<Trial> {
  for (const fragment of allFragments.filter(({ name }) => isEnabled(name)))
    for (const tree of alone(fragment)) {
      const trial = await oracle.judge(tree);
      yield trial;
      if (trial.outcome === 'violation') break;
    }
}

async function writeFixture(folder: string, trial: Trial): Promise<void> {
  for (const [path, text] of await toFixture(trial)) {
    const file = join(folder, fixtureName(trial), path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
