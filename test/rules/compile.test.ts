import { expect, test } from 'vitest';
import { locateIn } from '../../src/load/json-place.ts';
import { compileRules } from '../../src/rules/index.ts';
import { inputErrorsOf } from '../kit/input-errors.ts';
import { permissions, row, source } from './rule-source.ts';

test('operations come sorted by path, then method, whatever the order of files and rows', () => {
  const rules = compileRules(
    [source(row({ path: '/shop/v1/pears.json' }), row({ method: 'POST' })), source(row())],
    permissions,
  );
  expect(rules.operations.map(({ id }) => id)).toEqual([
    'GET /shop/v1/apples.json',
    'POST /shop/v1/apples.json',
    'GET /shop/v1/pears.json',
  ]);
});

test('what a row leaves out has its plain meaning', () => {
  const operation = compileRules([source(row())], permissions).find('GET /shop/v1/apples.json');
  expect(operation).toMatchObject({
    host: 'rest',
    acrossWorkspaces: false,
    superseded: false,
    parameters: [],
    aliases: [],
    disputed: false,
    rule: 'rules/apples.json#GET /shop/v1/apples.json',
  });
  expect(operation).not.toHaveProperty('operationId');
});

test('unknown permissions and double rows are all reported, each with its place', async () => {
  const rows = [
    row({ requires: { anyOf: ['Read-Only Appel', 'Read-Only Apples'] } }),
    row({ path: '/shop/v1/pears.json', claims: [{ source: 'spec', requires: 'Own the Moon', checked: '2026-01-02' }] }),
    row(),
  ];
  const file = source(...rows);
  const locate = locateIn(file.file, JSON.stringify(file.rules, null, 2));
  expect(await inputErrorsOf(() => compileRules([{ ...file, locate }], permissions))).toMatchInlineSnapshot(`
    [
      "rules/apples.json:12:11: unknown permission "Read-Only Appel" (did you mean "Read-Only Apple"? permissions.json lists every name)",
      "rules/apples.json:13:11: "Read-Only Apples" is another spelling of the permission "Read-Only Apple" (write "Read-Only Apple")",
      "rules/apples.json:38:23: unknown permission "Own the Moon" (permissions.json lists every name)",
      "rules/apples.json:44:5: two rows describe GET /shop/v1/apples.json (delete one of them; the other is in rules/apples.json)",
    ]
  `);
});
