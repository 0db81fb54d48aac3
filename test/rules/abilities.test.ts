import { describe, expect, test } from 'vitest';
import { locateIn } from '../../src/load/json-place.ts';
import { type AbilitySource, compileRules, lintRules } from '../../src/rules/index.ts';
import { type AbilityProblemKind, abilityProblemKinds } from '../../src/rules/rule-problem.ts';
import type { AbilitiesFile } from '../../src/schema/index.ts';
import { inputErrorsOf } from '../kit/input-errors.ts';
import { permissions, row, source } from './rule-source.ts';

const list = 'GET /shop/v1/apples.json';
const eat = 'DELETE /shop/v1/apples.json';
const pears = 'GET /shop/v1/pears.json';
const files = [
  source(
    row({
      method: 'DELETE',
      effect: 'delete',
      personalData: true,
      claims: [
        { source: 'spec', requires: 'Read-Only Apple', note: 'eaten apples can be read', checked: '2026-01-02' },
      ],
    }),
    row(),
    row({ path: '/shop/v1/pears.json', personalData: true }),
  ),
];

type Rows = AbilitiesFile['abilities'];
const sound: Rows = [
  { phrase: 'eat all apples', operations: [eat] },
  { phrase: 'see the fruit', operations: [list, pears] },
];

/** For each kind, abilities that have just that problem. */
const broken: Record<AbilityProblemKind, Rows> = {
  'unknown-operation': [...sound, { phrase: 'see the plums', operations: ['GET /shop/v1/appels.json'] }],
  'operation-without-ability': [
    { phrase: 'eat all apples', operations: [eat] },
    { phrase: 'see the apples', operations: [list] },
  ],
  'operation-in-two-abilities': [...sound, { phrase: 'see the pears', operations: [pears] }],
  'mixed-effects': [{ phrase: 'do anything with fruit', operations: [eat, list, pears] }],
  'duplicate-ability': [
    { phrase: 'see the fruit', operations: [list] },
    { phrase: 'eat all apples', operations: [eat] },
    { phrase: 'see the fruit', operations: [pears] },
  ],
  'unsorted-ability': [
    { phrase: 'eat all apples', operations: [eat] },
    { phrase: 'see the fruit', operations: [pears, list] },
  ],
};

const from = (abilities: Rows): AbilitySource => ({ file: 'rules/abilities.json', abilities });

describe.each(Object.keys(abilityProblemKinds) as AbilityProblemKind[])('%s', (kind) => {
  test('is found where it is, and nothing else is', () => {
    const problems = lintRules(files, permissions, from(broken[kind]));
    expect(problems.map((problem) => problem.kind)).toEqual([kind]);
    for (const { file, row, what, next } of problems) {
      expect(file).toBe('rules/abilities.json');
      expect([row, what, next]).not.toContain('');
    }
  });
});

test('sound abilities have no problem', () => {
  expect(lintRules(files, permissions, from(sound))).toEqual([]);
});

test('an unknown operation is told the one that was meant', () => {
  const [problem] = lintRules(files, permissions, from(broken['unknown-operation']));
  expect(problem).toMatchObject({ row: 'GET /shop/v1/appels.json', next: `did you mean "${list}"?` });
});

describe('compiled', () => {
  test('they keep the order of the file and take effect and personal data from their operations', () => {
    expect(compileRules(files, permissions, from(sound)).abilities).toEqual([
      { phrase: 'eat all apples', effect: 'delete', personalData: true, operations: [eat] },
      { phrase: 'see the fruit', effect: 'read', personalData: true, operations: [list, pears] },
    ]);
  });

  test('operations that they leave out come last, each by itself, the worst effect first', () => {
    const { abilities } = compileRules(files, permissions, from([{ phrase: 'see the pears', operations: [pears] }]));
    expect(abilities.map(({ phrase, effect }) => [phrase, effect])).toEqual([
      ['see the pears', 'read'],
      [`call ${eat}`, 'delete'],
      [`call ${list}`, 'read'],
    ]);
    expect(compileRules(files, permissions).abilities).toHaveLength(3);
  });

  test('they are refused when they say more or less than that, with the place of each mistake', async () => {
    const abilities: Rows = [
      { phrase: 'do anything with fruit', operations: [eat, list] },
      { phrase: 'see the fruit', operations: [list, 'GET /shop/v1/appels.json'] },
    ];
    const locate = locateIn('rules/abilities.json', JSON.stringify({ abilities }, null, 2));
    expect(
      await inputErrorsOf(() => compileRules(files, permissions, { ...from(abilities), locate })),
    ).toMatchInlineSnapshot(`
      [
        "rules/abilities.json:13:9: GET /shop/v1/apples.json is in "do anything with fruit" and again in "see the fruit" (keep it where it says most)",
        "rules/abilities.json:14:9: unknown operation "GET /shop/v1/appels.json" (did you mean "GET /shop/v1/apples.json"?)",
        "rules/abilities.json:5:21: "do anything with fruit" has DELETE /shop/v1/apples.json (delete) and GET /shop/v1/apples.json (read) (make an ability of each effect)",
      ]
    `);
  });
});
