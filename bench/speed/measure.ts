import type { Contender, Limit, Setting, SpeedCase } from './contender.ts';
import { type Figure, type Measured, median, type Verdict, verdict } from './figures.ts';
import { type Run, runOnce } from './run-once.ts';

/**
 * Runs a case: all contenders in turn, round after round, so that a machine that slows down slows all of them. The
 * first round only warms the file cache. A ratio is the median of the rounds' ratios, not the ratio of medians.
 */
export function measure(speedCase: SpeedCase, setting: Setting, rounds: number): Measured {
  const prepared = speedCase.prepare(setting);
  const runsAtAll = (name: string): boolean => !setting.without.includes(name);
  const contenders = prepared.contenders.filter(({ name }) => runsAtAll(name));
  const limits = prepared.limits.filter((limit) => [limit.of, ...('over' in limit ? limit.over : [])].every(runsAtAll));
  try {
    const runs = takeTurns(contenders, rounds, setting.scratch);
    const runsOf = (name: string): readonly Run[] => runs.get(name) ?? [];
    return {
      name: speedCase.name,
      what: speedCase.what,
      figures: contenders.map((contender) => figureOf(contender, runsOf(contender.name))),
      verdicts: limits.map((limit) => judge(limit, runsOf)),
    };
  } finally {
    prepared.after?.();
  }
}

/** The runs of each contender, by its name. */
export function takeTurns(contenders: readonly Contender[], rounds: number, scratch: string): Map<string, Run[]> {
  const runs = new Map<string, Run[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const own = runs.get(contender.name) ?? [];
      if (own.length >= (contender.rounds ?? rounds)) continue;
      const run = runOnce(contender, scratch);
      if (round > 0 || contender.rounds === 1) own.push(run);
    }
  }
  return runs;
}

function figureOf({ name }: Contender, runs: readonly Run[]): Figure {
  const usages = runs.flatMap(({ usage }) => usage ?? []);
  const isKnown = usages.length > 0;
  return {
    name,
    rounds: runs.length,
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
    peakMegabytes: isKnown ? Math.max(...usages.map(({ peakMegabytes }) => peakMegabytes)) : undefined,
    cpuMilliseconds: isKnown ? median(usages.map(({ cpuMilliseconds }) => cpuMilliseconds)) : undefined,
    wrong: runs.find(({ wrong }) => wrong !== undefined)?.wrong,
  };
}

function judge(limit: Limit, runsOf: (name: string) => readonly Run[]): Verdict {
  const own = runsOf(limit.of);
  if ('peakMegabytes' in limit) {
    const peak = Math.max(...own.map(({ usage }) => usage?.peakMegabytes ?? Number.NaN));
    return verdict(`peak MB of ${limit.of}`, peak, limit.peakMegabytes);
  }
  const others = limit.over.map(runsOf);
  const rounds = Math.min(own.length, ...others.map((runs) => runs.length));
  const at = (runs: readonly Run[], round: number): number => runs[round]?.milliseconds ?? Number.NaN;
  const ratios = Array.from(
    { length: rounds },
    (_, round) => at(own, round) / others.reduce((sum, runs) => sum + at(runs, round), 0),
  );
  return verdict(`${limit.of} / (${limit.over.join(' + ')})`, median(ratios), limit.most);
}
