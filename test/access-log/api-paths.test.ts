import { expect, test } from 'vitest';
import { createIsApiPath } from '../../src/access-log/index.ts';
import { loadModel } from '../../src/load/model.ts';
import { apiRoots, apiStarts, apiStartsWith } from '../../src/model/api-roots.ts';
import { removedApiPath } from '../../src/model/removed-api.ts';

const { operations } = (await loadModel()).rules;
const isApiPath = createIsApiPath(operations.map(({ path }) => path));

test('every operation is below a path of the API', () => {
  expect(operations.filter(({ path }) => !isApiPath(path)).map(({ id }) => id)).toEqual([]);
});

test.each([
  ['/rest/v1/nothing/of/the/kind.json', true],
  ['/REST//V1/leads.json', true],
  ['/identity/oauth/token', true],
  ['/subscriptions/571-KQX-902/persons', true],
  ['/subscriptions', false],
  ['/rest/v2/leads.json', false],
  ['/rest', false],
  ['/', false],
  ['', false],
  ['/api/rest/v1/leads.json', false],
])('%s is one of the API: %s', (path, expected) => {
  expect(isApiPath(path)).toBe(expected);
});

test('what texts are searched for is what the operations begin with', () => {
  const paths = [...operations.map(({ path }) => path), removedApiPath];
  const starts = paths.map((path) => path.split('/').slice(1, 3).join('/').replace(/\{.*$/, '*'));
  expect([...new Set(starts)].sort()).toEqual([...apiStarts].sort());
  expect(paths.filter((path) => !new RegExp(`^/(?:${apiRoots})/`).test(path))).toEqual([]);
  expect(apiStartsWith('%2f')).not.toMatch(/[*/]/);
});
