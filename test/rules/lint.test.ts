import { describe, expect, test } from 'vitest';
import { lintRules } from '../../src/rules/index.ts';
import { rowProblemKinds } from '../../src/rules/rule-problem.ts';
import type { ClaimRow, OperationRow } from '../../src/schema/index.ts';
import { permissions, row, source, when } from './rule-source.ts';

type RowProblemKind = keyof typeof rowProblemKinds;

const checked = '2026-01-02';
const spec: ClaimRow = { source: 'spec', requires: 'Read-Only Apple', checked };
const table: ClaimRow = { source: 'endpoint-table', requires: 'Sell Fruit', checked };
const misspelt = '/shop/v1/appels.json';

/** For each kind, rows that have just that problem. */
const broken: Record<RowProblemKind, readonly OperationRow[]> = {
  'unknown-permission': [row({ requires: 'Read-Only Appel', claims: [{ ...spec, requires: 'Read-Only Appel' }] })],
  'unknown-parameter': [
    row({
      parameters: ['color'],
      requires: when('colour', 'Sell Fruit'),
      claims: [{ ...spec, requires: when('colour', 'Sell Fruit') }],
    }),
  ],
  'no-source': [row({ claims: [{ source: 'spec', checked }] })],
  'wrong-requirement': [row({ requires: 'Sell Fruit', claims: [table, spec], agreement: 'conflict' })],
  'wrong-agreement': [row({ claims: [spec, table], agreement: 'same' })],
  'unexplained-path': [row({ claims: [{ ...spec, path: misspelt }] })],
  'write-by-reading': [row({ effect: 'write' })],
  'unsorted-rows': [row({ path: '/shop/v1/pears.json' }), row()],
  'duplicate-operation': [row(), row()],
  'ambiguous-template': [row({ path: '/shop/v1/apple/{id}.json' }), row({ path: '/shop/v1/apple/{name}.json' })],
  'hiding-alias': [
    row({ path: '/shop/v1/apple/{id}.json' }),
    row({ path: '/shop/v1/apple/{id}/core.json', aliases: [{ path: '/shop/v1/apple/red.json', source: 'spec' }] }),
  ],
};

/** The nearest neighbours of the broken rows that are in order. */
const sound: Partial<Record<RowProblemKind, readonly OperationRow[]>> = {
  'wrong-requirement': [row({ claims: [table, spec], agreement: 'conflict' })],
  'write-by-reading': [row({ effect: 'write', claims: [{ ...spec, note: 'the shop says so twice' }] })],
  'unexplained-path': [
    row({ claims: [{ ...spec, path: misspelt, note: 'the path of another shop' }] }),
    row({
      path: '/shop/v1/apples/all.json',
      claims: [{ ...spec, path: misspelt }],
      aliases: [{ path: misspelt, source: 'spec' }],
    }),
  ],
  'duplicate-operation': [row(), row({ method: 'POST' })],
  'ambiguous-template': [row({ path: '/shop/v1/apple/{id}.json' }), row({ path: '/shop/v1/apple/{id}.xml' })],
  'hiding-alias': [
    row({ path: '/shop/v1/apple/red.json' }),
    row({ path: '/shop/v1/fruit.json', aliases: [{ path: '/shop/v1/{kind}/red.json', source: 'spec' }] }),
  ],
};

describe.each(Object.keys(rowProblemKinds) as RowProblemKind[])('%s', (kind) => {
  test('is found in a row that has it, and nothing else is', () => {
    const problems = lintRules([source(...broken[kind])], permissions);
    expect(problems.map((problem) => problem.kind)).toEqual([kind]);
    expect(problems.map(({ file, what, next }) => [file, what, next])).not.toContain('');
  });

  test('is not found in sound rows', () => {
    expect(lintRules([source(...(sound[kind] ?? [row()]))], permissions)).toEqual([]);
  });
});

test('hosts keep their paths apart', () => {
  const elsewhere = { ...source(row()), file: 'rules/orchard.json' };
  expect(lintRules([source(row()), elsewhere], permissions)).toHaveLength(1);
  const otherHost = { ...elsewhere, rules: { ...elsewhere.rules, host: 'ingestion' as const } };
  expect(lintRules([source(row()), otherHost], permissions)).toEqual([]);
});

test('a problem says which row, what and what to do', () => {
  expect(lintRules([source(...broken['wrong-agreement'])], permissions)).toMatchInlineSnapshot(`
    [
      {
        "file": "rules/apples.json",
        "kind": "wrong-agreement",
        "next": "read the claims again, then declare "conflict"",
        "row": "GET /shop/v1/apples.json",
        "what": "the agreement is declared as "same", but the claims come to "conflict"",
      },
    ]
  `);
});
