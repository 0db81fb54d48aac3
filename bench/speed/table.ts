import type { Figure, Measured } from './figures.ts';

/** A case as lines for people. */
export function toTable({ name, what, figures, verdicts }: Measured): string {
  const search = figures.find((figure) => figure.name === 'search')?.milliseconds;
  const lines = figures.map(({ name: contender, milliseconds, peakMegabytes, cpuMilliseconds, rounds, wrong }) =>
    [
      `  ${contender.padEnd(14)}`,
      `${milliseconds.toFixed(0).padStart(7)} ms`,
      search === undefined ? ''.padStart(10) : `${(milliseconds / search).toFixed(2).padStart(7)} R `,
      cpuMilliseconds === undefined ? ''.padStart(12) : `${cpuMilliseconds.toFixed(0).padStart(7)} CPU `,
      peakMegabytes === undefined ? ''.padStart(8) : `${peakMegabytes.toFixed(0).padStart(5)} MB`,
      `  ${rounds} rounds`,
      wrong === undefined ? '' : `  WRONG: ${wrong}`,
    ].join(''),
  );
  const limits = verdicts.map(
    ({ limit, measured, most, kept }) =>
      `  ${kept ? 'kept    ' : 'EXCEEDED'} ${limit}: ${measured.toFixed(2)}, at most ${most.toFixed(2)}`,
  );
  return [`${name}: ${what}`, ...lines, ...limits, ''].join('\n');
}

/** Whether every answer was right and every limit kept. */
export function isGood({ figures, verdicts }: Measured): boolean {
  return figures.every(({ wrong }: Figure) => wrong === undefined) && verdicts.every(({ kept }) => kept);
}
