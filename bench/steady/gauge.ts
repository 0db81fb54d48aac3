/** Something that is the same however busy the machine is, or nearly, and how much of it there may be. */
export interface Gauge {
  readonly name: string;
  readonly value: number;
  readonly most: number;
  /** What is counted, e.g. "modules"; absent for a ratio. */
  readonly unit?: string;
}

/** Gauges as lines for people. A value that could not be measured is no value within its limit. */
export function toLines(gauges: readonly Gauge[]): string {
  const width = Math.max(...gauges.map(({ name }) => name.length));
  const digits = (value: number): string => (value < 100 ? value.toFixed(2) : value.toFixed(0)).padStart(9);
  return gauges
    .map(({ name, value, most, unit = '' }) =>
      [
        isKept({ value, most }) ? 'kept    ' : 'EXCEEDED',
        name.padEnd(width),
        digits(value),
        'at most',
        digits(most),
        unit,
      ].join(' '),
    )
    .join('\n');
}

export function isKept({ value, most }: Pick<Gauge, 'value' | 'most'>): boolean {
  return value <= most;
}
