import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadModel } from '../../src/load/model.ts';
import { type Method, methods } from '../../src/model/operation.ts';
import type { Hole, TextPattern } from '../../src/model/value.ts';
import { createMatcher, type Match } from '../../src/rules/match.ts';

const { rules } = await loadModel();
const matcher = createMatcher(rules);
const hole: Hole = { reason: 'environment', name: 'X' };

/** "/rest/v1/lead/{}.json" → a pattern with a hole for each "{}". */
function pattern(text: string): TextPattern {
  return text
    .split(/(\{\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece === '{}' ? hole : piece));
}

function ask(method: Method | undefined, text: string): Match {
  return matcher.match({ method, host: undefined, path: pattern(text) });
}

function candidates(match: Match): string[] {
  return match.kind === 'possible' ? match.candidates.map(({ id }) => id) : [match.kind];
}

describe('a hole in a parameter’s place is the parameter', () => {
  test('in every operation', () => {
    for (const { id, method, path } of rules.operations) {
      const match = ask(method, path.replace(/\{[^}]*\}/g, '{}'));
      expect(match, id).toMatchObject({ kind: 'matched', certainty: 'definite', operation: { id } });
    }
  });

  test.each([
    ['GET', '/rest/asset/v1/email/{}.json', 'GET /rest/asset/v1/email/{id}.json'],
    ['GET', '/rest/asset/v1/email/{}{}.json', 'GET /rest/asset/v1/email/{id}.json'],
    ['GET', '/rest/asset/v1/email/draft-{}.json', 'GET /rest/asset/v1/email/{id}.json'],
    ['GET', '/rest/asset/v2/email/{}', 'GET /rest/asset/v2/email/{id}'],
    ['GET', '{}/rest/v1/lead/{}.json', 'GET /rest/v1/lead/{leadId}.json'],
    ['GET', '{}{}rest/v1/lead/{}.json', 'GET /rest/v1/lead/{leadId}.json'],
  ] as const)('%s %s', (method, text, id) => {
    expect(ask(method, text)).toMatchObject({
      kind: 'matched',
      certainty: 'definite',
      spellings: [],
      operation: { id },
    });
  });
});

describe('what a hole says less about', () => {
  test('a hole that faces a literal leaves every literal that fits', () => {
    expect(candidates(ask('GET', '/rest/v1/leads/{}.json'))).toEqual([
      'GET /rest/v1/leads/describe.json',
      'GET /rest/v1/leads/describe2.json',
      'GET /rest/v1/leads/partitions.json',
    ]);
    expect(candidates(ask('GET', '/rest/v1/{}/describe2.json'))).toEqual(['GET /rest/v1/leads/describe2.json']);
  });

  test('known text beside it may be of a literal', () => {
    for (const text of ['by{}.json', '{}Name.json', '{}yNa{}.json']) {
      expect(candidates(ask('GET', `/rest/asset/v1/email/${text}`)), text).toEqual([
        'GET /rest/asset/v1/email/byName.json',
        'GET /rest/asset/v1/email/{id}.json',
      ]);
    }
  });

  test('at the end it may hold several segments', () => {
    expect(candidates(ask('DELETE', '/rest/v1/lists/{}'))).toEqual(['DELETE /rest/v1/lists/{listId}/leads.json']);
    expect(candidates(ask('GET', '/rest/v1/lead/{}'))).toEqual(['GET /rest/v1/lead/{leadId}.json']);
  });

  test('in the middle it holds several only when nothing fits otherwise', () => {
    expect(candidates(ask('GET', '/rest/{}/describe2.json'))).toEqual(['GET /rest/v1/leads/describe2.json']);
    expect(candidates(ask('DELETE', '/rest/{}/leads.json'))).toEqual(['DELETE /rest/v1/leads.json']);
    expect(candidates(ask('GET', '/rest/{}/leads.json'))).toEqual(['GET /rest/v1/leads.json']);
  });

  test('a segment of its own is one segment behind the prefix of the API', () => {
    for (const text of ['form/{}/approve.json', 'email/{}{}/performance.json', 'program/{}/tokens.json']) {
      expect(ask('POST', `/rest/asset/v1/${text}`).kind, text).toBe('unmatched');
    }
  });

  test('one that shows slashes may be several', () => {
    const ofLists = (shown: Partial<Hole>) =>
      candidates(
        matcher.match({ method: 'DELETE', host: undefined, path: ['/rest/v1/', { ...hole, ...shown }, '/leads.json'] }),
      );
    const several: Partial<Hole>[] = [
      { name: 'options.path' },
      { name: 'getEndpoint()' },
      { name: 'API_URL' },
      { hasSlashes: true },
    ];
    expect(ofLists({ name: 'listId' })).toEqual(['unmatched']);
    for (const shown of several) {
      expect(ofLists(shown), JSON.stringify(shown)).toEqual(['DELETE /rest/v1/lists/{listId}/leads.json']);
    }
  });

  test('a segment that is written out is a word of the API if any, else a value', () => {
    expect(candidates(ask('POST', '/rest/v1/list{}/leads.json'))).toEqual(['POST /rest/v1/lists/{listId}/leads.json']);
    expect(candidates(ask('POST', '/rest/v1/{}/7/leads.json'))).toEqual(['POST /rest/v1/lists/{listId}/leads.json']);
  });

  test('a base that is not known may hold the start of the path', () => {
    expect(candidates(ask('POST', '{}/leads/push.json'))).toEqual(['POST /rest/v1/leads/push.json']);
    expect(ask('GET', '{}/v1/leads.json')).toMatchObject({ kind: 'matched', certainty: 'inferred', spellings: [] });
    const below = (openBase: boolean) =>
      matcher.match({ method: 'GET', host: undefined, path: ['/v1/leads.json'], openBase });
    expect(below(true)).toMatchObject({ kind: 'matched', certainty: 'inferred', spellings: [] });
    expect(below(false)).toMatchObject({ kind: 'matched', certainty: 'inferred', spellings: ['missing-rest'] });
  });

  test('nothing known leaves no candidates rather than all', () => {
    for (const text of ['{}', '/{}', '{}/{}', `${'/{}'.repeat(11)}.json`, `/rest/v1/${'x'.repeat(5000)}{}`]) {
      expect(ask('GET', text), text.slice(0, 20)).toEqual({ kind: 'possible', candidates: [] });
    }
  });

  test('nothing fits, whatever it holds', () => {
    expect(ask('GET', '/rest/v1/unheard-of/{}.json').kind).toBe('unmatched');
    expect(ask('PATCH', '/rest/v1/{}').kind).toBe('unmatched');
  });
});

describe('a hole after a complete path', () => {
  test.each([
    ['GET', '/rest/v1/leads.json{}', 'GET /rest/v1/leads.json'],
    ['GET', '/rest/v1/lead/{}.json{}', 'GET /rest/v1/lead/{leadId}.json'],
    ['GET', '/rest/asset/v2/email/filter{}', 'GET /rest/asset/v2/email/filter'],
    ['POST', '/identity/oauth/token{}', 'POST /identity/oauth/token'],
  ] as const)('%s %s is concluded to be its query', (method, text, id) => {
    expect(ask(method, text)).toMatchObject({ kind: 'matched', certainty: 'inferred', operation: { id } });
  });

  test('is not so where a longer path could be meant', () => {
    expect(candidates(ask('POST', '/rest/asset/v2/email{}'))).toContain('POST /rest/asset/v2/email/{id}/delete');
  });
});

describe('a method that is not known', () => {
  test('is concluded where the path has one operation', () => {
    expect(ask(undefined, '/rest/v1/lead/{}.json')).toMatchObject({ kind: 'matched', certainty: 'inferred' });
  });

  test('leaves each operation of the path, and of longer ones where a hole ends it', () => {
    expect(candidates(ask(undefined, '/rest/v1/lists/{}/leads.json'))).toHaveLength(3);
    expect(candidates(ask(undefined, '/rest/asset/v2/email/{}'))).toContain('POST /rest/asset/v2/email/clone');
  });
});

/** A concrete call of an operation in which some stretches are not known. */
const punched = fc
  .tuple(
    fc.constantFrom(...rules.operations),
    fc.array(fc.tuple(fc.nat(60), fc.nat(15)), { minLength: 1, maxLength: 3 }),
    fc.boolean(),
  )
  .map(([operation, cuts, knowsMethod]) => {
    const characters: (string | Hole)[] = [...operation.path.replace(/\{[^}]*\}/g, '7')];
    for (const [start, length] of cuts) {
      const end = Math.min(start + 1 + length, characters.length);
      // Holes stay within a segment, or end the path.
      const stays = end === characters.length || !characters.slice(start + 1, end).includes('/');
      for (let at = start + 1; stays && at < end; at++) characters[at] = hole;
    }
    const path: TextPattern = characters.filter((piece, at) => piece !== hole || characters[at - 1] !== hole);
    return { operation, path, method: knowsMethod ? operation.method : undefined };
  });

test('whatever is not known of a call, its operation is never ruled out', () => {
  fc.assert(
    fc.property(punched, ({ operation, path, method }) => {
      const match = matcher.match({ method, host: operation.host, path });
      if (match.kind === 'unmatched') return false;
      const found = match.kind === 'matched' ? [match.operation] : match.candidates;
      if (found.length === 0 || found.includes(operation)) return true;
      // A hole where a literal was cut out whole is taken for the parameter that could stand there.
      const concrete = path.map((piece) => (typeof piece === 'string' ? piece : '7')).join('');
      return found.every((one) => {
        const again = matcher.match({ method: one.method, host: undefined, path: [concrete] });
        return again.kind === 'matched' && again.operation === one;
      });
    }),
    { numRuns: 3000 },
  );
});

test('any pattern is taken, however odd', () => {
  const piece = fc.oneof(
    fc.constant(hole),
    fc.constantFrom('/', '//', 'rest', '/rest/v1', 'leads', '.json', '..', '%2', '%00', '?', '{}'),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom(undefined, ...methods), (path, method) => {
      const match = matcher.match({ method, host: undefined, path });
      const similar = match.kind === 'unmatched' ? match.similar : [];
      return similar.length <= 3;
    }),
  );
});
