import { describe, expect, test } from 'vitest';
import { loadModel } from '../src/load/model.ts';
import type { Certainty } from '../src/model/api-call.ts';
import type { OperationUse } from '../src/model/operation-use.ts';
import { minimalRole } from '../src/solve/index.ts';
import { type Fixture, fixtureKinds, loadFixtures, readSources } from './kit/fixtures.ts';
import { analyzeFixture, judge } from './kit/judge-fixture.ts';
import { normalKnown, readStatements, type StatementKind } from './kit/statements.ts';

const model = await loadModel();
const fixtures = await loadFixtures();

/** A published package is a whole program, and another process may have the machine. In milliseconds. */
const timeoutOf = (kind: string): number => (kind === 'packages' ? 240_000 : 30_000);

describe.each(fixtureKinds)('fixtures/%s', (kind) => {
  test.each(fixtures.filter((fixture) => fixture.kind === kind))(
    '$name',
    { timeout: timeoutOf(kind) },
    async (fixture) => {
      expect(judge(fixture, await analyzeFixture(fixture, model))).toEqual([]);
    },
  );
});

describe('the fixtures themselves', () => {
  const own = fixtures.flatMap(({ expected, ...fixture }) =>
    expected === undefined ? [] : [{ ...fixture, expected }],
  );

  test('cover every idiom and difficulty', () => {
    expect(fixtures.filter(({ kind }) => kind === 'source').length).toBeGreaterThanOrEqual(100);
    expect(fixtures.filter(({ kind }) => kind === 'apps')).toHaveLength(6);
    expect(new Set(own.map(({ difficulty }) => difficulty))).toEqual(new Set([1, 2, 3, 4, 5]));
    for (const kind of ['operation', 'unreachable', 'unmatched', 'unresolved'] as const) {
      expect(fixtures.filter((fixture) => textsOf(fixture, kind).length > 0).length, kind).toBeGreaterThan(4);
    }
  });

  test.each(fixtures)('$kind/$name names operations of the model, on lines that exist', (fixture) => {
    const { statements, folder } = fixture;
    const sources = readSources(folder);
    for (const { kind, text, file, line } of statements) {
      const isKnown = model.rules.find(text) !== undefined;
      expect(isKnown, `${kind} ${text}`).toBe(kind === 'operation' || kind === 'unreachable');
      expect(sources.get(file)?.split('\n')[line - 1], `${file}:${line}`).toMatch(/\S/);
    }
  });

  test.each(own)('$kind/$name: comments and expected.json agree', (fixture) => {
    const { expected } = fixture;
    expect(textsOf(fixture, 'operation')).toEqual([...expected.operations].sort());
    expect(textsOf(fixture, 'unreachable')).toEqual([...(expected.unreachable ?? [])].sort());
    expect(textsOf(fixture, 'unmatched')).toEqual([...(expected.unmatched ?? [])].sort());
    expect(fixture.statements.filter(({ kind }) => kind === 'unresolved')).toHaveLength(expected.unresolved ?? 0);
    const isOpen = expected.unresolved !== undefined || expected.unmatched !== undefined;
    if (isOpen) expect(expected.role.status).toBe('lower-bound');
  });

  test.each(own)("$kind/$name: the role is the solver's", ({ expected }) => {
    const uses = expected.operations.map((id) => useOf(id, expected.passed ?? []));
    const { permissions } = minimalRole({ graph: model.permissions, rules: model.rules, uses, status: 'complete' });
    expect(expected.role.permissions).toEqual(permissions.map(({ name }) => name));
  });
});

describe('reading expectations', () => {
  test('several comments on a line, and several operations in a comment', () => {
    const code = 'a();\nb(); // expect: GET /a, POST /b // expect-unresolved: GET {host}/rest/{x}{y}.json';
    expect(readStatements('src/x.ts', code)).toEqual([
      { kind: 'operation', text: 'GET /a', file: 'src/x.ts', line: 2 },
      { kind: 'operation', text: 'POST /b', file: 'src/x.ts', line: 2 },
      { kind: 'unresolved', text: 'GET /rest/{?}.json', file: 'src/x.ts', line: 2 },
    ]);
  });

  test.each([
    ['', '{?}'],
    ['{?}', '{?}'],
    ['GET', 'GET {?}'],
    ['GET {base}/{path}', 'GET {?}'],
    ['/rest/v1/{object}.json', '/rest/v1/{?}.json'],
    ['POST {a}{b}x', 'POST {?}x'],
  ])('what is known of a call: "%s" is %s', (known, normal) => {
    expect(normalKnown(known)).toBe(normal);
  });

  test('a report that leaves out a call, or adds one, fails', async () => {
    const fixture = fixtures.find(({ name }) => name === 'base-from-environment');
    if (fixture === undefined) throw new Error('the fixture is gone');
    const empty = { services: [], findings: [], inputs: [] } as never;
    expect(judge(fixture, empty)).toEqual([
      'missing: src/main.ts:5 GET /rest/v1/leads/partitions.json',
      'missing: permission Read-Only Lead',
    ]);
    const place = { kind: 'source', file: 'src/main.ts', line: 1, column: 1, chain: [] };
    const noisy = { id: 'GET /rest/v1/lists.json', reachable: true, evidence: [place] };
    const role = { status: 'lower-bound', permissions: [{ name: 'Read-Only Lead' }] };
    const report = { ...(empty as object), services: [{ operations: [noisy], unmatched: [], unresolved: [], role }] };
    expect(judge(fixture, report as never)).toEqual([
      'missing: src/main.ts:5 GET /rest/v1/leads/partitions.json',
      'noisy: src/main.ts:1 GET /rest/v1/lists.json',
      'wrong: the role is lower-bound, not complete',
    ]);
  });
});

function textsOf({ statements }: Pick<Fixture, 'statements'>, kind: StatementKind): string[] {
  return [...new Set(statements.filter((one) => one.kind === kind).map(({ text }) => text))].sort();
}

function useOf(id: string, passed: readonly string[]): OperationUse {
  const operation = model.rules.find(id);
  if (operation === undefined) throw new Error(`no operation ${id}`);
  const certainty: Certainty = 'definite';
  const outcomes = { allowed: 0, denied: 0, attempted: 0 };
  const conditions = { passed, unknown: [] };
  return { operation, certainty, reachable: true, calls: 1, outcomes, evidence: [], conditions, spellings: [] };
}
