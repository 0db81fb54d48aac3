import type { Contender, Limit, Setting, SpeedCase } from './contender.ts';
import { type Run, runOnce } from './run-once.ts';

/** What a contender took: medians over its rounds. */
export interface Figure {
  readonly name: string;
  readonly rounds: number;
  readonly milliseconds: number;
  readonly peakMegabytes: number | undefined;
  readonly wrong: string | undefined;
}

/** A limit, and how near it is. */
export interface Verdict {
  readonly limit: string;
  readonly measured: number;
  readonly most: number;
  readonly kept: boolean;
}

export interface Measured {
  readonly name: string;
  readonly what: string;
  readonly figures: readonly Figure[];
  readonly verdicts: readonly Verdict[];
}

/**
 * Runs a case: all contenders in turn, round after round, so that a machine that slows down slows all of them. The
 * first round only warms the file cache. A ratio is the median of the rounds' ratios, not the ratio of medians.
 */
export function measure(speedCase: SpeedCase, setting: Setting, rounds: number, scratch: string): Measured {
  const prepared = speedCase.prepare(setting);
  const runsAtAll = (name: string): boolean => !setting.without.includes(name);
  const contenders = prepared.contenders.filter(({ name }) => runsAtAll(name));
  const limits = prepared.limits.filter((limit) => [limit.of, ...('over' in limit ? limit.over : [])].every(runsAtAll));
  const runs = new Map<string, Run[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const own = runs.get(contender.name) ?? [];
      if (own.length >= (contender.rounds ?? rounds)) continue;
      const run = runOnce(contender, scratch);
      if (round > 0 || contender.rounds === 1) own.push(run);
    }
  }
  const runsOf = (name: string): readonly Run[] => runs.get(name) ?? [];
  return {
    name: speedCase.name,
    what: speedCase.what,
    figures: contenders.map((contender) => figureOf(contender, runsOf(contender.name))),
    verdicts: limits.map((limit) => judge(limit, runsOf)),
  };
}

function figureOf({ name }: Contender, runs: readonly Run[]): Figure {
  const peaks = runs.flatMap(({ peakMegabytes }) => peakMegabytes ?? []);
  return {
    name,
    rounds: runs.length,
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
    peakMegabytes: peaks.length === 0 ? undefined : Math.max(...peaks),
    wrong: runs.find(({ wrong }) => wrong !== undefined)?.wrong,
  };
}

function judge(limit: Limit, runsOf: (name: string) => readonly Run[]): Verdict {
  const own = runsOf(limit.of);
  if ('peakMegabytes' in limit) {
    const measured = Math.max(...own.map(({ peakMegabytes = Number.NaN }) => peakMegabytes));
    const most = limit.peakMegabytes;
    return { limit: `peak MB of ${limit.of}`, measured, most, kept: measured <= most };
  }
  const others = limit.over.map(runsOf);
  const rounds = Math.min(own.length, ...others.map((runs) => runs.length));
  const ratios = Array.from({ length: rounds }, (_, round) => {
    const over = others.reduce((sum, runs) => sum + (runs[round]?.milliseconds ?? Number.NaN), 0);
    return (own[round]?.milliseconds ?? Number.NaN) / over;
  });
  const measured = median(ratios);
  return {
    limit: `${limit.of} / (${limit.over.join(' + ')})`,
    measured,
    most: limit.most,
    kept: measured <= limit.most,
  };
}

/** The middle value; of an even number of values the greater of the two in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** By which power of its size the time of something grows: the slope of a line through the logarithms. 1 is linear. */
export function growth(points: readonly { readonly size: number; readonly milliseconds: number }[]): number {
  const [xs, ys] = [points.map(({ size }) => Math.log(size)), points.map(({ milliseconds }) => Math.log(milliseconds))];
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(xs), mean(ys)];
  const covariance = xs.reduce((sum, value, index) => sum + (value - x) * ((ys[index] ?? y) - y), 0);
  return covariance / xs.reduce((sum, value) => sum + (value - x) ** 2, 0);
}
