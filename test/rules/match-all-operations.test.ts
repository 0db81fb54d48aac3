import { describe, expect, test } from 'vitest';
import { loadModel } from '../../src/load/model.ts';
import type { Method } from '../../src/model/operation.ts';
import { createMatcher, type Match } from '../../src/rules/match.ts';

const { rules } = await loadModel();
const matcher = createMatcher(rules);

/** Legal in one segment of a path, and none a word of Marketo's. */
const oddValues = ['7', 'a%2Fb', 'J%C3%BCrgen%20M', '日本', 'a.json', '...', '-', 'describe3', '%20', "it's;v=1", '%'];

function fill(template: string, value: string): string {
  return template.replace(/\{[^}]*\}/g, () => value);
}

function ask(method: Method | undefined, path: string): Match {
  return matcher.match({ method, host: undefined, path: [path] });
}

/** "GET /rest/v1/leads.json definite", so that a failure reads as the difference it is. */
function say(match: Match): string {
  if (match.kind === 'possible') return `possible: ${match.candidates.map(({ id }) => id).join(', ')}`;
  if (match.kind === 'unmatched') return 'unmatched';
  return [match.operation.id, match.certainty, ...match.spellings].join(' ');
}

test('there is something to match', () => {
  expect(rules.operations.length).toBeGreaterThanOrEqual(370);
  expect(rules.operations.flatMap(({ aliases }) => aliases).length).toBeGreaterThan(5);
});

describe.each(oddValues)('with the parameter value "%s"', (value) => {
  test('every operation matches itself', () => {
    const said = rules.operations.map(({ method, path }) => say(ask(method, fill(path, value))));
    expect(said).toEqual(rules.operations.map(({ id }) => `${id} definite`));
  });

  test('every alias matches its operation and says so', () => {
    const rows = rules.operations.flatMap((operation) => operation.aliases.map((alias) => ({ operation, alias })));
    const said = rows.map(({ operation, alias }) => say(ask(operation.method, fill(alias.path, value))));
    expect(said).toEqual(rows.map(({ operation }) => `${operation.id} definite alias`));
  });

  test('every operation is the only one, or one of the candidates, when the method is not known', () => {
    for (const { id, path } of rules.operations) {
      const said = say(ask(undefined, fill(path, value)));
      expect(said.startsWith('possible') ? said : said.replace(' inferred', '')).toContain(id);
    }
  });
});

test.each([
  ['case', (path: string) => path.toUpperCase()],
  ['trailing-slash', (path: string) => `${path}/`],
  ['doubled-slash', (path: string) => path.replace(/\/(?=[^/]+$)/, '//')],
  ['trailing-slash doubled-slash', (path: string) => `${path}///`],
])('every operation is recognised in spite of %s', (spelling, deviate) => {
  const said = rules.operations.map(({ method, path }) => say(ask(method, deviate(fill(path, '7')))));
  expect(said).toEqual(rules.operations.map(({ id }) => `${id} definite ${spelling}`));
});

test('a base that already ends in /rest is concluded for every operation below it, and for no other', () => {
  for (const { id, method, path } of rules.operations) {
    const said = say(ask(method, fill(path, '7').replace(/^\/rest\//, '/')));
    const aliased = rules.expect(id).aliases.some((alias) => `/rest${alias.path}` === path);
    if (aliased) expect(said).toBe(`${id} definite alias`);
    else expect(said).toBe(path.startsWith('/rest/') ? `${id} inferred missing-rest` : `${id} definite`);
  }
});

test('a deviating path is shown with parameter names in place of values', () => {
  const match = ask('GET', '/REST/v1//lead/jo%40example.com.JSON/');
  expect(match).toMatchObject({ kind: 'matched', written: '/REST/v1//lead/{leadId}.JSON/' });
});

test('a wrong prefix is never forgiven, and the right path is the hint', () => {
  const wrong = [
    ['GET', '/rest/bulk/v1/leads/export.json', 'GET /bulk/v1/leads/export.json'],
    ['POST', '/rest/v1/bulk/leads/export/create.json', 'POST /bulk/v1/leads/export/create.json'],
    ['GET', '/rest/rest/v1/lists.json', 'GET /rest/v1/lists.json'],
    ['GET', '/rest/identity/oauth/token', 'GET /identity/oauth/token'],
  ] as const;
  for (const [method, path, hint] of wrong) {
    const match = ask(method, path);
    expect(match.kind === 'unmatched' && match.similar[0]?.id, path).toBe(hint);
  }
});

test.each([
  ['PUT', '/rest/v1/leads.json', ['DELETE /rest/v1/leads.json', 'GET /rest/v1/leads.json', 'POST /rest/v1/leads.json']],
  ['GET', '/rest/v1/laeds.json', ['GET /rest/v1/leads.json', 'DELETE /rest/v1/leads.json', 'POST /rest/v1/leads.json']],
  ['GET', '/rest/v1/lead/5', ['GET /rest/v1/lead/{leadId}.json']],
  ['POST', '/rest/asset/v1/email/byName.json', ['GET /rest/asset/v1/email/byName.json']],
  ['GET', '/rest/v1/nothing/like/it.json', []],
  ['GET', '/', []],
] as const)('%s %s is unmatched, with its hints', (method, path, hints) => {
  const match = ask(method, path);
  expect(match.kind === 'unmatched' && match.similar.map(({ id }) => id)).toEqual(hints);
});

test('words of the API are not taken for values, and odd paths for nothing', () => {
  const near = ['/rest/v1/lead/.json', '/rest/v1/lead/a/b.json', '/rest/asset/v2/email/..', '/rest/v1/leads/5.json'];
  for (const path of near) expect(say(ask('GET', path)), path).toBe('unmatched');
  expect(say(ask('GET', '/rest/v1/leads/describe.json'))).toBe('GET /rest/v1/leads/describe.json definite');
  expect(say(ask('GET', '/rest/v1/leads%2Ejson'))).toBe('GET /rest/v1/leads.json definite');
});

test('each host serves its own operations', () => {
  const onHost = (host: 'rest' | 'ingestion', path: string): string =>
    say(matcher.match({ method: 'POST', host, path: [path] }));
  expect(onHost('ingestion', '/subscriptions/123-ABC-456/persons')).toContain('definite');
  expect(onHost('rest', '/subscriptions/123-ABC-456/persons')).toBe('unmatched');
  expect(onHost('rest', '/rest/v1/leads.json')).toContain('definite');
  expect(onHost('ingestion', '/rest/v1/leads.json')).toBe('unmatched');
});

test('a hostile path costs no more than its length', () => {
  for (const path of ['/rest'.repeat(200_000), '/'.repeat(1_000_000), `/rest/v1/lead/${'x'.repeat(1_000_000)}`]) {
    expect(say(ask('GET', path))).toBe('unmatched');
  }
});
