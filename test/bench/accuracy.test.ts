import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Claims, claimsOf } from '../../bench/accuracy/claims.ts';
import { judgeByPlaces, type PlacedTruth } from '../../bench/accuracy/judge-by-places.ts';
import { differencesFrom, judgeByTruth } from '../../bench/accuracy/judge-by-truth.ts';
import { fromFixture, loadPrograms } from '../../bench/accuracy/program.ts';
import { rowsOf, toTable } from '../../bench/accuracy/rows.ts';
import { type Outcome, scoreOf } from '../../bench/accuracy/score.ts';
import { readTruth, type Truth } from '../../bench/accuracy/truth.ts';
import { loadModel } from '../../src/load/model.ts';
import { InputError, InputErrors } from '../../src/model/input-error.ts';
import { type Fixture, loadFixtures } from '../kit/fixtures.ts';
import { analyzeFixture } from '../kit/judge-fixture.ts';
import type { Statement, StatementKind } from '../kit/statements.ts';

const [getLists, postLeads, getToken] = [
  'GET /rest/v1/lists.json',
  'POST /rest/v1/leads.json',
  'GET /identity/oauth/token',
];

function says(claims: { live?: string[]; dead?: string[] } & Partial<Omit<Claims, 'live' | 'dead'>> = {}): Claims {
  const { live = [], dead = [], unresolved = [], unmatched = [], role = 'complete' } = claims;
  return { live: new Set(live), dead: new Set(dead), unresolved, unmatched, role };
}

function at(line: number, kind: StatementKind, text: string): Statement {
  return { kind, text, file: 'src/main.ts', line };
}

describe('of a program whose places are known', () => {
  const whole = {
    role: { status: 'complete', permissions: [] },
    idiom: 'path',
    difficulty: 1,
    operations: [],
  } as const;
  const known = (...statements: Statement[]): PlacedTruth => ({ statements, tolerated: [], expected: whole });
  const truth = known(at(1, 'operation', getLists), at(2, 'operation', postLeads));

  test('what is said rightly is no fault', () => {
    const right = judgeByPlaces(truth, says({ live: [getLists, postLeads] }));
    expect(right).toMatchObject({ silent: [], deadButLive: [], falseOpen: [], falseUnmatched: [] });
    expect([...right.expected]).toEqual([getLists, postLeads]);
  });

  test('a miss is silent unless its place is open; listed as dead is a fault of its own', () => {
    const open = [at(2, 'unresolved', 'POST {?}')];
    expect(judgeByPlaces(truth, says({ live: [getLists] })).silent).toEqual(['src/main.ts:2 POST /rest/v1/leads.json']);
    const shown = judgeByPlaces(truth, says({ live: [getLists], unresolved: open, role: 'lower-bound' }));
    expect(shown).toMatchObject({ silent: [], falseOpen: [] });
    const dead = judgeByPlaces(truth, says({ live: [getLists], dead: [postLeads] }));
    expect(dead).toMatchObject({ silent: [], deadButLive: [postLeads] });
  });

  test('an open line is false where nothing is missed, expected or tolerated', () => {
    const unresolved = [at(2, 'unresolved', 'POST {?}')];
    const claims = says({ live: [getLists, postLeads], unresolved, role: 'lower-bound' });
    expect(judgeByPlaces(truth, claims).falseOpen).toEqual(['src/main.ts:2 unresolved POST {?}']);
    expect(judgeByPlaces(known(...truth.statements, ...unresolved), claims).falseOpen).toEqual([]);
    const tolerated = [{ file: 'src/main.ts', line: 2 }];
    expect(judgeByPlaces({ ...truth, tolerated }, claims).falseOpen).toEqual([]);
  });

  test('a lower bound without a reason is false where the answer is whole', () => {
    const claims = says({ live: [getLists, postLeads], role: 'lower-bound' });
    expect(judgeByPlaces(truth, claims).falseOpen).toEqual(['the role is a lower bound']);
    expect(judgeByPlaces(truth, { ...claims, live: new Set([getLists]) }).falseOpen).toEqual([]);
    expect(judgeByPlaces({ ...truth, expected: undefined }, claims).falseOpen).toEqual([]);
  });

  test('an unknown endpoint is right only at its place, and as it is', () => {
    const expected = at(3, 'unmatched', 'GET /rest/v1/leads/search.json');
    const unmatched = [expected, at(3, 'unmatched', 'GET /rest/v1/search.json')];
    expect(judgeByPlaces(known(expected), says({ unmatched })).falseUnmatched).toEqual([
      'src/main.ts:3 unmatched GET /rest/v1/search.json',
    ]);
  });

  test('an operation is dead only when nothing that runs calls it as well', () => {
    const { dead } = judgeByPlaces(
      known(at(1, 'operation', getLists), at(5, 'unreachable', getLists), at(6, 'unreachable', postLeads)),
      says(),
    );
    expect([...dead]).toEqual([postLeads]);
  });
});

describe('of a program of which only is known what it sends', () => {
  const truth = { operations: new Set([getLists]), dead: new Set([postLeads]), unmatched: new Set<string>() };
  const judged = (claims: Claims, known: Truth = truth) => {
    const judgement = judgeByTruth(known, claims);
    return { ...judgement, differences: differencesFrom(known, claims, judgement) };
  };

  test('a miss is silent only beside a role that is called complete', () => {
    expect(judged(says())).toMatchObject({
      silent: [getLists],
      differences: [`missing: ${getLists}, and not a word about it`],
    });
    expect(judged(says({ role: 'lower-bound' }))).toMatchObject({ silent: [], differences: [`missing: ${getLists}`] });
    expect(judged(says({ role: 'none' }))).toMatchObject({ silent: [] });
    expect(judged(says({ dead: [getLists] }))).toMatchObject({
      silent: [],
      deadButLive: [getLists],
      differences: [`missing: ${getLists}, only listed as dead`],
    });
  });

  test('open calls stand for what is missed, and are false when nothing is', () => {
    const unresolved = [at(4, 'unresolved', 'GET {?}')];
    expect(judged(says({ unresolved, role: 'lower-bound' })).falseOpen).toEqual([]);
    expect(judged(says({ live: [getLists], unresolved, role: 'lower-bound' }))).toMatchObject({
      falseOpen: ['src/main.ts:4 unresolved GET {?}'],
      differences: ['noisy: src/main.ts:4 unresolved GET {?}'],
    });
    expect(judged(says({ live: [getLists], role: 'lower-bound' })).falseOpen).toEqual(['the role is a lower bound']);
  });

  test('unknown endpoints are compared by what is called', () => {
    const unmatched = [at(4, 'unmatched', 'GET /rest/v1/search.json')];
    expect(judged(says({ live: [getLists], unmatched })).falseUnmatched).toHaveLength(1);
    const known = { ...truth, unmatched: new Set(['GET /rest/v1/search.json']) };
    expect(judged(says({ live: [getLists], unmatched, role: 'lower-bound' }), known).differences).toEqual([]);
    expect(judged(says({ live: [getLists], role: 'lower-bound' }), known)).toMatchObject({
      falseOpen: [],
      differences: ['missing: unmatched GET /rest/v1/search.json'],
    });
  });

  test('what else is called live is noise; a token is not', () => {
    const { differences, reported } = judged(says({ live: [getLists, postLeads, getToken] }));
    expect(differences).toEqual([`noisy: ${postLeads}`]);
    expect([...reported]).toEqual([getLists, postLeads]);
  });

  test('a slip of the pen is an error', () => {
    const read = (operations: string[], dead?: string[]) =>
      readTruth(dead === undefined ? { operations } : { operations, dead }, (id) => id === getLists, 'truth.json');
    expect(read([getLists, 'unknown endpoint POST /rest/v1/{id}/x.json'])).toEqual({
      operations: new Set([getLists]),
      dead: new Set(),
      unmatched: new Set(['POST /rest/v1/{?}/x.json']),
    });
    expect(() => read(['GET /rest/v1/list.json'])).toThrow(InputError);
    expect(() => read([getLists], ['GET /rest/v1/list.json'])).toThrow(/list\.json" is no operation/);
  });
});

describe('the score', () => {
  const none: Outcome = {
    expected: new Set(),
    reported: new Set(),
    dead: new Set(),
    naive: new Set(),
    ...{ silent: [], deadButLive: [], falseOpen: [], falseUnmatched: [], differences: [] },
  };
  const bad: Outcome = {
    ...none,
    expected: new Set(['a', 'b', 'c', 'd']),
    reported: new Set(['a', 'x']),
    dead: new Set(['x', 'y']),
    naive: new Set(['b']),
    ...{ silent: ['b'], deadButLive: ['c', 'd'], falseOpen: ['e', 'f', 'g'], falseUnmatched: ['h'] },
    differences: ['missing: b'],
  };

  test('sums over programs, every operation alike; of nothing all is right', () => {
    expect(scoreOf([])).toMatchObject({ programs: 0, liveRecall: 1, precision: 1 });
    expect(scoreOf([bad, none])).toEqual({
      ...{ programs: 2, exact: 1, operations: 4, liveRecall: 0.25, precision: 0.5 },
      ...{ silentMisses: 1, deadButLive: 2, dead: 2, deadClaimed: 1, falseOpen: 3, falseUnmatched: 1 },
      naive: { recall: 0.25, precision: 1 },
    });
  });

  test('has a row for all, for each kind, and for what the programs say of themselves', () => {
    const measured = [
      { program: { kind: 'source', name: 'one', idiom: 'path', difficulty: 2 }, outcome: none },
      { program: { kind: 'cases', name: 'two' }, outcome: bad },
    ];
    const rows = rowsOf(measured);
    expect(rows.map(({ by, name, programs }) => [by, name, programs])).toEqual([
      ['all', 'all', 2],
      ['kind', 'cases', 1],
      ['kind', 'source', 1],
      ['idiom', 'path', 1],
      ['difficulty', '2', 1],
    ]);
    const [head = '', all = ''] = toTable(rows).split('\n');
    expect(head.split(/ {2,}/)).toEqual(
      expect.arrayContaining([
        'live recall',
        'silent',
        'dead but live',
        'dead claimed',
        'false open',
        'false unmatched',
      ]),
    );
    expect(all.split(/ {2,}/)).toEqual([
      'all',
      '2',
      '1',
      '4',
      '25.0%',
      '50.0%',
      '1',
      '2',
      '1 of 2',
      '3',
      '1',
      '25.0%',
      '100.0%',
    ]);
  });
});

describe('programs on disk', () => {
  test('a report becomes claims, of which a fixture has nothing to complain', async () => {
    const model = await loadModel();
    const kindsOf = ({ statements }: Fixture) => new Set(statements.map(({ kind }) => kind));
    const fixture = (await loadFixtures()).find(
      (one) => kindsOf(one).has('operation') && kindsOf(one).has('unresolved'),
    );
    if (fixture === undefined) throw new Error('no fixture has a call that is known and one that is open');
    const ofKind = (kind: StatementKind) => fixture.statements.filter((one) => one.kind === kind);
    const report = await analyzeFixture(fixture, model);
    const live = ofKind('operation').map(({ text }) => text);
    const claims = claimsOf(report);
    expect(claims).toEqual(says({ live, unresolved: ofKind('unresolved'), role: 'lower-bound' }));
    expect(fromFixture('apps', fixture).judge(report)).toMatchObject({
      ...{ silent: [], deadButLive: [], falseOpen: [], falseUnmatched: [], differences: [] },
    });
    expect(claimsOf({ ...report, services: [] }).role).toBe('none');
    const asDead = <Row extends { readonly reachable: boolean }>(rows: readonly Row[]) =>
      rows.map((row) => ({ ...row, reachable: false }));
    const services = report.services.map((service) => ({
      ...service,
      operations: asDead(service.operations),
      unresolved: asDead(service.unresolved),
    }));
    expect(claimsOf({ ...report, services })).toEqual(says({ dead: live, role: 'lower-bound' }));
  });

  test('are found in both layouts, by their own folder or by the one above', async () => {
    const model = await loadModel();
    const above = await mkdtemp(join(tmpdir(), 'rolefit-accuracy-'));
    try {
      const write = async (name: string, file: string, value: object) => {
        await mkdir(join(above, name), { recursive: true });
        await writeFile(join(above, name, file), JSON.stringify(value));
      };
      await write('sent', 'truth.json', { operations: [getLists], how: 'really run', versions: { express: '5.0.0' } });
      const role = { status: 'complete', permissions: [] };
      await write('told', 'expected.json', { idiom: 'path', difficulty: 3, role, operations: [] });
      await write('other', 'package.json', {});
      expect(await loadPrograms([above], model)).toMatchObject([{ name: 'sent' }, { name: 'told', difficulty: 3 }]);
      expect(await loadPrograms([join(above, 'sent')], model)).toMatchObject([{ name: 'sent' }]);
      await expect(loadPrograms([join(above, 'other')], model)).rejects.toThrow(/no program with a known answer/);
      await write('sent', 'truth.json', { operation: [getLists] });
      await expect(loadPrograms([above], model)).rejects.toThrow(InputErrors);
    } finally {
      await rm(above, { recursive: true });
    }
  });
});
