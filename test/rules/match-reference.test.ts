import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadModel } from '../../src/load/model.ts';
import { methods } from '../../src/model/operation.ts';
import { type CallTarget, createMatcher } from '../../src/rules/match.ts';
import { referenceMatcher } from './match-reference.ts';

const { rules } = await loadModel();
const matcher = createMatcher(rules);
const reference = referenceMatcher(rules.operations);

const paths = rules.operations.flatMap(({ path, aliases }) => [path, ...aliases.map((alias) => alias.path)]);
const words = [...new Set(paths.flatMap((path) => path.split('/')).filter((segment) => !/^$|\{/.test(segment)))];

const value = fc.oneof(
  fc.constantFrom('5', 'byName', 'describe', 'schema', '.', '..', 'a.json', 'a%2Fb', 'X'),
  fc.constantFrom(...words.map((word) => word.replace('.json', ''))),
);
/** A real path, its parameters filled with values that may be words of other paths. */
const filled = fc
  .tuple(fc.constantFrom(...paths), fc.array(value, { minLength: 6, maxLength: 6 }))
  .map(([path, values]) => path.replace(/\{[^}]*\}/g, () => values.pop() ?? '5'));
/** Fragments of real paths in any order. */
const jumbled = fc
  .array(fc.oneof(fc.constantFrom(...words), value, fc.constant('')), { maxLength: 9 })
  .map((segments) => `/${segments.join('/')}`);
/** One segment of a real path replaced, left out or doubled. */
const damaged = fc.tuple(filled, fc.nat(9), fc.oneof(fc.constantFrom(...words), value)).map(([path, at, word]) =>
  path
    .split('/')
    .with(Math.min(at, path.split('/').length - 1), word)
    .join('/'),
);
const deviating = fc
  .oneof(filled, jumbled, damaged)
  .chain((path) =>
    fc.constantFrom(
      path,
      path,
      path.toUpperCase(),
      path.replace(/n/g, 'N'),
      `${path}/`,
      `/${path}`,
      path.replace(/^\/rest/, ''),
    ),
  );
const call: fc.Arbitrary<CallTarget> = fc.record({
  method: fc.constantFrom(undefined, undefined, 'GET', 'GET', 'POST', 'POST', ...methods),
  host: fc.constantFrom(undefined, 'rest' as const, 'ingestion' as const),
  path: deviating.map((path) => [path.startsWith('/') ? path : `/${path}`]),
});

test('agrees with trying every template', () => {
  const seen = { matched: 0, possible: 0, unmatched: 0 };
  fc.assert(
    fc.property(call, (target) => {
      const expected = reference(target);
      const match = matcher.match(target);
      seen[match.kind]++;
      if (expected === undefined) return match.kind === 'unmatched';
      const ids = expected.operations.map(({ id }) => id).sort();
      if (match.kind === 'possible') expect(match.candidates.map(({ id }) => id).sort()).toEqual(ids);
      else if (match.kind === 'matched')
        expect([[match.operation.id], match.spellings]).toEqual([ids, expected.spellings]);
      return match.kind !== 'unmatched';
    }),
    { numRuns: 5000 },
  );
  // The paths are not all of one kind, or the property would say little.
  expect(Math.min(seen.matched, seen.possible, seen.unmatched)).toBeGreaterThan(25);
});
