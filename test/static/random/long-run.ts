import process, { argv } from 'node:process';
import { parseArgs } from 'node:util';
import { namesIn } from './oracle/grammar/fragment.ts';
import type { Outcome } from './oracle/law.ts';
import { enabledWithout, openKinds } from './oracle/open-kinds.ts';
import { describe, Oracle } from './oracle/oracle.ts';

const { values: flags } = parseArgs({
  args: argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    programs: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    runs: { type: 'string', default: '24' },
    without: { type: 'string', multiple: true, default: [] },
    all: { type: 'boolean', default: false },
    most: { type: 'string', default: '20' },
    fixtures: { type: 'string' },
  },
});
process.on('unhandledRejection', () => {});
process.removeAllListeners('warning');

const isEnabled = enabledWithout([...(flags.all ? [] : openKinds), ...flags.without]);
const oracle = new Oracle({ isEnabled, runs: Number(flags.runs) });
const counts: Record<Outcome, number> = { exact: 0, open: 0, 'over-approximated': 0, violation: 0 };
const shown = new Map<string, { text: string; times: number }>();
let silentOpen = 0;
const start = performance.now();
for (let seed = Number(flags.from); seed < Number(flags.from) + Number(flags.programs); seed += 1) {
  const trial = await oracle.try(seed);
  counts[trial.outcome] += 1;
  if (trial.outcome === 'open' && trial.missed.some((o) => !trial.claims.candidates.has(o))) silentOpen += 1;
  if (trial.outcome !== 'violation' || shown.size >= Number(flags.most)) continue;
  const smallest = await oracle.smallest(trial);
  const kind = [...namesIn(smallest.tree)]
    .filter((name) => !/^(program|request|part: nothing|statement: (nothing|request)|cell: module variable)/.test(name))
    .sort()
    .join(' | ');
  const known = shown.get(kind);
  if (known) known.times++;
  else {
    shown.set(kind, { text: describe(smallest), times: 1 });
    console.log(`\n##### ${kind}\n${describe(smallest)}`);
  }
}
const per = (performance.now() - start) / Number(flags.programs);
console.log(JSON.stringify(counts), { silentOpen }, `${per.toFixed(1)} ms each`);
console.log(
  [...shown]
    .sort((a, b) => b[1].times - a[1].times)
    .map(([kind, { times }]) => `${times} ${kind}`)
    .join('\n'),
);
