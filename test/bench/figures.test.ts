import { describe, expect, test } from 'vitest';
import { caseNames } from '../../bench/speed/cases/index.ts';
import { type Figure, growth, type Measured, median, verdict } from '../../bench/speed/figures.ts';
import { growthOf } from '../../bench/speed/growth-case.ts';
import { columns, toRows } from '../../bench/speed/markdown.ts';
import { readResults } from '../../bench/speed/results.ts';
import { isGood, toTable } from '../../bench/speed/table.ts';
import { isKept } from '../../bench/steady/gauge.ts';

function figure(name: string, milliseconds: number, more: Partial<Figure> = {}): Figure {
  return {
    name,
    rounds: 3,
    milliseconds,
    peakMegabytes: undefined,
    cpuMilliseconds: undefined,
    wrong: undefined,
    ...more,
  };
}

test('growth is the power of the size', () => {
  const sizes = [1_000, 10_000, 32_000];
  const cubic = sizes.map((size) => ({ size, milliseconds: 3 * size ** 1.5 }));
  expect(growth(cubic)).toBeCloseTo(1.5);
  expect(growth(sizes.map((size) => ({ size, milliseconds: size / 7 })))).toBeCloseTo(1);
});

test('the median is the middle one, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([])).toBeNaN();
});

test('growth is of the time above the start of Node', () => {
  const monorepos = [1_000, 8_000, 32_000].map((size): Measured => {
    const figures = [figure('node', 80), figure('rolefit', 80 + size / 10)];
    return { name: `monorepo-${size}`, what: '', figures, verdicts: [] };
  });
  const grown = growthOf(monorepos);
  expect(grown?.verdicts[0]?.measured).toBeCloseTo(1);
  expect(grown?.what).toContain('from 1000 to 32000 files');
  expect(growthOf(monorepos.slice(1, 2))).toBeUndefined();
});

describe('a limit', () => {
  test.each([
    [0.79, true],
    [0.8, true],
    [0.81, false],
    [Number.NaN, false],
  ])('of 0.8 with %d measured is kept: %j', (measured, kept) => {
    expect(verdict('', measured, 0.8).kept).toBe(kept);
    expect(isKept({ value: measured, most: 0.8 })).toBe(kept);
  });

  test('that is passed makes a case bad, and so does a wrong answer', () => {
    const good: Measured = { name: '', what: '', figures: [figure('rolefit', 1)], verdicts: [verdict('', 1, 2)] };
    expect(isGood(good)).toBe(true);
    expect(isGood({ ...good, verdicts: [verdict('', 3, 2)] })).toBe(false);
    expect(isGood({ ...good, figures: [figure('rolefit', 1, { wrong: 'missing: one' })] })).toBe(false);
  });
});

const measured: Measured = {
  name: 'monorepo-10',
  what: 'a small one',
  figures: [
    figure('node', 80),
    figure('search', 200),
    figure('rolefit', 900, { peakMegabytes: 151.2, cpuMilliseconds: 950 }),
  ],
  verdicts: [verdict('rolefit / (search)', 4.5, 5), verdict('peak MB of rolefit', 151.2, 150)],
};

test('a table says how everything stands to the search, and which limits are passed', () => {
  expect(toTable(measured)).toMatchInlineSnapshot(`
    "monorepo-10: a small one
      node               80 ms   0.40 R                       3 rounds
      search            200 ms   1.00 R                       3 rounds
      rolefit           900 ms   4.50 R     950 CPU   151 MB  3 rounds
      kept     rolefit / (search): 4.50, at most 5.00
      EXCEEDED peak MB of rolefit: 151.20, at most 150.00
    "
  `);
});

test('a row of the README is of a run of rolefit, with its limits', () => {
  const machine = { cores: 2, node: '20.0.0', platform: 'linux x64', search: 'ripgrep' } as const;
  const rows = toRows({ machine, cases: [measured] });
  expect(rows).toMatchInlineSnapshot(`
    [
      [
        "a small one",
        "0.90",
        "4.5",
        "151",
        "4.50 ≤ 5.00 × search; 151 **exceeds** 150 MB",
      ],
    ]
  `);
  expect(rows[0]).toHaveLength(columns.length);
});

test('what is kept is of cases that there are, in their order', () => {
  const kept = readResults()?.cases.map(({ name }) => name) ?? [];
  expect(kept.length).toBeGreaterThan(0);
  expect(caseNames.filter((name) => kept.includes(name))).toEqual(kept);
});
