import type { Contender } from '../speed/contender.ts';
import { takeTurns } from '../speed/measure.ts';
import type { Usage } from '../speed/run-once.ts';
import type { Gauge } from './gauge.ts';

/** A command whose work is held against another's of the same rounds. */
export interface Pair {
  readonly of: Contender;
  readonly over: Contender;
  readonly most: number;
  /** The most that it may hold at any time. */
  readonly peakMegabytes: number;
}

/**
 * Ratios of CPU time, of processes that take turns: a machine that is busy with something else gives all of them less of
 * its time, but hardly changes how much of it they need. Of several rounds the least counts, for whatever disturbs a run
 * only adds to it.
 */
export function workRatios(pairs: readonly Pair[], rounds: number, scratch: string): readonly Gauge[] {
  const contenders = new Map(pairs.flatMap(({ of, over }) => [over, of]).map((one) => [one.name, one]));
  const runs = takeTurns([...contenders.values()], rounds, scratch);
  const least = ({ name }: Contender, used: keyof Usage): number =>
    Math.min(...(runs.get(name) ?? []).map(({ usage }) => usage?.[used] ?? Number.NaN));
  for (const [name, own] of runs) {
    const wrong = own.find((run) => run.wrong !== undefined)?.wrong;
    if (wrong !== undefined) throw new Error(`${name}: ${wrong}`);
  }
  return pairs.flatMap(({ of, over, most, peakMegabytes }) => [
    {
      name: `${of.name}: CPU time / ${over.name}`,
      value: least(of, 'cpuMilliseconds') / least(over, 'cpuMilliseconds'),
      most,
    },
    { name: `${of.name}: peak of memory`, value: least(of, 'peakMegabytes'), most: peakMegabytes, unit: 'MB' },
  ]);
}
