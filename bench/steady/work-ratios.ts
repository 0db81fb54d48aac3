import type { Contender } from '../speed/contender.ts';
import { ratioOf, takeTurns } from '../speed/measure.ts';
import type { Gauge } from './gauge.ts';

/** A command whose work is held against another's of the same rounds. */
export interface Pair {
  readonly of: Contender;
  readonly over: Contender;
  readonly most: number;
  /** Most of its memory at any time. */
  readonly peakMegabytes?: number;
}

/**
 * Ratios of CPU time, of processes that take turns: a machine that is busy with something else gives all of them less of
 * its time, but hardly changes how much of it they need.
 */
export function workRatios(pairs: readonly Pair[], rounds: number, scratch: string): readonly Gauge[] {
  const contenders = new Map(pairs.flatMap(({ of, over }) => [over, of]).map((one) => [one.name, one]));
  const runs = takeTurns([...contenders.values()], rounds, scratch);
  return pairs.flatMap(({ of, over, most, peakMegabytes }) => {
    const [own, others] = [runs.get(of.name) ?? [], runs.get(over.name) ?? []];
    const wrong = [...own, ...others].find((run) => run.wrong !== undefined)?.wrong;
    if (wrong !== undefined) throw new Error(`${of.name}: ${wrong}`);
    const ratio = ratioOf(own, [others], ({ usage }) => usage?.cpuMilliseconds ?? Number.NaN);
    const peaks = own.map(({ usage }) => usage?.peakMegabytes ?? Number.NaN);
    return [
      { name: `${of.name}: CPU time / ${over.name}`, value: ratio, most },
      ...(peakMegabytes === undefined
        ? []
        : [{ name: `${of.name}: peak of memory`, value: Math.min(...peaks), most: peakMegabytes, unit: 'MB' }]),
    ];
  });
}
