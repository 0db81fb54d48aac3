/** What a contender took: medians over its rounds. */
export interface Figure {
  readonly name: string;
  readonly rounds: number;
  readonly milliseconds: number;
  /** The most of all rounds; of the process alone, not of what it started. */
  readonly peakMegabytes: number | undefined;
  /** `undefined` for what is no process of Node. */
  readonly cpuMilliseconds: number | undefined;
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

/** A value that was not measured keeps no limit. */
export function verdict(limit: string, measured: number, most: number): Verdict {
  return { limit, measured, most, kept: measured <= most };
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
