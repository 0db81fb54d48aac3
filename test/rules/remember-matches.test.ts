import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadModel } from '../../src/load/model.ts';
import type { TextPattern } from '../../src/model/value.ts';
import { rememberMatches } from '../../src/rules/match/remember-matches.ts';
import { createMatcher } from '../../src/rules/match.ts';

const { rules } = await loadModel();

const piece = fc.oneof(
  fc.constantFrom('/rest/v1/', 'leads', 'lists/', '/leads.json', '.json', '/identity/oauth/token', '/nothing'),
  fc.constantFrom('parameter' as const, 'environment' as const).map((reason) => ({ reason })),
);
const target = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE', undefined),
  host: fc.constantFrom('rest' as const, 'ingestion' as const, undefined),
  path: fc.array(piece, { maxLength: 4 }) as fc.Arbitrary<TextPattern>,
  openBase: fc.boolean(),
});

test('a remembered answer is the one that would be worked out, however often and in whatever order it is asked', () => {
  const plain = createMatcher(rules);
  const remembering = rememberMatches(plain);
  fc.assert(
    fc.property(fc.array(target, { minLength: 1, maxLength: 6 }), (targets) => {
      for (const one of [...targets, ...targets.toReversed()]) expect(remembering.match(one)).toEqual(plain.match(one));
    }),
    { numRuns: 300 },
  );
});
