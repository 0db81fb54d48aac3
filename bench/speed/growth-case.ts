import { growth, type Measured, verdict } from './figures.ts';

const mostGrowth = 1.1;

/**
 * How the time grows from the smallest monorepo to the largest, as a case of its own; `undefined` when fewer than two
 * were measured. Node's own start is taken off: a constant share would make any growth look flat.
 */
export function growthOf(measured: readonly Measured[]): Measured | undefined {
  const points = measured.flatMap(({ name, figures }) => {
    const [, size] = /^monorepo-(\d+)$/.exec(name) ?? [];
    const [own, start] = ['rolefit', 'node'].map((wanted) => figures.find((figure) => figure.name === wanted));
    if (size === undefined || own === undefined || start === undefined) return [];
    return [{ size: Number(size), milliseconds: own.milliseconds - start.milliseconds }];
  });
  if (points.length < 2) return undefined;
  const sizes = points.map(({ size }) => size);
  return {
    name: 'growth',
    what: `from ${Math.min(...sizes)} to ${Math.max(...sizes)} files, the time above what Node takes to start`,
    figures: [],
    verdicts: [verdict('rolefit grows with files to the power of', growth(points), mostGrowth)],
  };
}
