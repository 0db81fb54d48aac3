import type { Figure, Measured } from './figures.ts';
import type { Results } from './results.ts';

/** What a row of the README's table is about: the program's own runs, not those it is held against. */
const own = /^(?:rolefit|check|version|help)$/;

/** The cells of the README's table: a row for each run of rolefit in each case. */
export function toRows({ cases }: Results): readonly (readonly string[])[] {
  return cases.flatMap((one) => one.figures.filter(({ name }) => own.test(name)).map((figure) => toRow(one, figure)));
}

export const columns = ['what is analysed', 'seconds', '× search', 'peak MB', 'limits'] as const;

function toRow({ what, figures, verdicts }: Measured, figure: Figure): readonly string[] {
  const search = figures.find(({ name }) => name === 'search');
  const limits = verdicts.filter(
    ({ limit }) => limit.startsWith(`${figure.name} /`) || limit.endsWith(` ${figure.name}`),
  );
  return [
    figure.name === 'rolefit' || figure.name === 'check' ? what : `\`--${figure.name}\``,
    (figure.milliseconds / 1_000).toFixed(2),
    search === undefined ? '' : (figure.milliseconds / search.milliseconds).toFixed(1),
    figure.peakMegabytes?.toFixed(0) ?? '',
    limits
      .map(({ limit, measured, most, kept }) => {
        const over = limit.replace(/^.* \/ \((.*)\)$/, '× $1').replace(/^peak MB of .*/, 'MB');
        return `${short(measured)} ${kept ? '≤' : '**exceeds**'} ${short(most)} ${over}`;
      })
      .join('; '),
  ];
}

function short(value: number): string {
  return value < 0.1 ? value.toFixed(3) : value < 10 ? value.toFixed(2) : value.toFixed(0);
}

/** The machine, and how the time grows, for below the table. */
export function footnotes({ machine, cases }: Results): string {
  const { cores, platform, node, search } = machine;
  const growth = cases.flatMap(({ name, what, verdicts }) =>
    name === 'growth'
      ? verdicts.map(({ measured }) => `Growth with files is a power of ${short(measured)}: ${what}.`)
      : [],
  );
  return [`Measured on ${cores} cores, ${platform}, Node ${node}; the search is by ${search}.`, ...growth].join('\n');
}
