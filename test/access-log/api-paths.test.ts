import { expect, test } from 'vitest';
import { createIsApiPath } from '../../src/access-log/index.ts';
import { loadModel } from '../../src/load/model.ts';

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
