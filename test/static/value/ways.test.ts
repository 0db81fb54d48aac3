import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  allBut,
  areAmong,
  areSameWays,
  bothWays,
  eitherWay,
  nthWay,
  oneWay,
  type Ways,
} from '../../../src/static/value/ways.ts';

/** All ways of a decision that these tests speak of, and one that no set names. */
const all = [0, 1, 2, 3, 'other'] as const;
const has = ({ named, areLeftOut }: Ways, way: number | string): boolean => named.has(way) !== areLeftOut;
const plain = (ways: Ways | undefined, whole: boolean): boolean[] =>
  all.map((way) => (ways === undefined ? whole : has(ways, way)));
const someWays = fc
  .tuple(fc.uniqueArray(fc.constantFrom(0, 1, 2, 3), { minLength: 1 }), fc.boolean())
  .map(([ways, isLeftOut]) => (isLeftOut ? allBut(ways) : { named: new Set(ways), areLeftOut: false }));

test('ways are sets', () => {
  fc.assert(
    fc.property(someWays, someWays, (a, b) => {
      const [ofA, ofB] = [plain(a, true), plain(b, true)];
      expect(plain(bothWays(a, b), false)).toEqual(ofA.map((isIn, index) => isIn && ofB[index]));
      expect(plain(eitherWay(a, b), true)).toEqual(ofA.map((isIn, index) => isIn || ofB[index]));
      expect(areAmong(a, b)).toBe(ofA.every((isIn, index) => !isIn || ofB[index]));
      expect(areSameWays(a, b)).toBe(areAmong(a, b) && areAmong(b, a));
    }),
  );
});

test('the last way of so many is what the others are not', () => {
  expect(bothWays(nthWay(2, 3), oneWay('new'))).toEqual(oneWay('new'));
  expect(eitherWay(nthWay(0, 2), nthWay(1, 2))).toBeUndefined();
  expect(bothWays(nthWay(40, 50), nthWay(49, 50))).toBeUndefined();
});
