import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BoundedRows } from '../../src/uses/bounded-rows.ts';

function countKeys(keys: readonly string[], limit: number): { rows: number[]; rest: number } {
  const rows = new BoundedRows<{ count: number }>({
    limit,
    create: () => ({ count: 0 }),
    absorb: (into, row) => {
      into.count += row.count;
    },
  });
  for (const key of keys) rows.at(key).count++;
  const { rows: kept, rest } = rows.finish();
  return { rows: kept.map(({ count }) => count), rest: rest?.count ?? 0 };
}

test('keeps the smallest keys and counts every other, as sorting all of them would', () => {
  const keys = fc.array(
    fc.nat(40).map((number) => String(number).padStart(2, '0')),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 12 }), (all, limit) => {
      const smallest = [...new Set(all)].sort().slice(0, limit);
      const counts = smallest.map((key) => all.filter((one) => one === key).length);
      const kept = counts.reduce((sum, count) => sum + count, 0);
      expect(countKeys(all, limit)).toEqual({ rows: counts, rest: all.length - kept });
    }),
  );
});

test('takes the worst order, each key smaller than all before', () => {
  const keys = Array.from({ length: 300_000 }, (_, index) => String(999_999 - index));
  const { rows, rest } = countKeys(keys, 100);
  expect(rows).toEqual(Array.from({ length: 100 }, () => 1));
  expect(rest).toBe(299_900);
});
