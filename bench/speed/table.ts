import { growth, type Measured } from './measure.ts';

/** A case as lines for people. */
export function toTable({ name, what, figures, verdicts }: Measured): string {
  const search = figures.find((figure) => figure.name === 'search')?.milliseconds;
  const lines = figures.map(({ name: contender, milliseconds, peakMegabytes, rounds, wrong }) =>
    [
      `  ${contender.padEnd(12)}`,
      `${milliseconds.toFixed(0).padStart(7)} ms`,
      search === undefined ? ''.padStart(10) : `${(milliseconds / search).toFixed(2).padStart(7)} R `,
      peakMegabytes === undefined ? ''.padStart(8) : `${peakMegabytes.toFixed(0).padStart(5)} MB`,
      `  ${rounds} rounds`,
      wrong === undefined ? '' : `  WRONG: ${wrong}`,
    ].join(''),
  );
  const limits = verdicts.map(
    ({ limit, measured, most, kept }) =>
      `  ${kept ? 'kept  ' : 'PASSED'} ${limit}: ${measured.toFixed(2)}, at most ${most.toFixed(2)}`,
  );
  return [`${name}: ${what}`, ...lines, ...limits, ''].join('\n');
}

/** How the time grows from the smallest monorepo to the largest; `undefined` when fewer than two were measured. */
export function exponentOf(measured: readonly Measured[]): number | undefined {
  const points = measured.flatMap(({ name, figures }) => {
    const [, size] = /^monorepo-(\d+)$/.exec(name) ?? [];
    const rolefit = figures.find((figure) => figure.name === 'rolefit');
    return size === undefined || rolefit === undefined
      ? []
      : [{ size: Number(size), milliseconds: rolefit.milliseconds }];
  });
  return points.length < 2 ? undefined : growth(points);
}
