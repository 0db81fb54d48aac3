import { describe, expect, test } from 'vitest';
import { gateOf } from '../../src/load/stand-in.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { Proof } from '../../src/model/proof.ts';
import { plainOptions, renderAnswer } from '../../src/report/index.ts';
import { proofAnswer } from '../../src/report/proof-answer.ts';
import { type Trial, verify } from '../../src/verify/verify.ts';
import { model, play, role } from '../serve/kit.ts';

interface Program {
  readonly calls: readonly string[];
  /** Whether it ends at the first refusal. */
  readonly isStrict: boolean;
  readonly code?: number;
}

/** Proves a role by a program that asks these calls, one after the other. */
async function prove(
  names: readonly PermissionName[],
  program: Program,
  isMinimality = true,
): Promise<{ proof: Proof; runs: readonly (readonly string[])[] }> {
  const runs: (readonly string[])[] = [];
  const tryRole = async (tried: readonly PermissionName[]): Promise<Trial> => {
    runs.push(tried);
    const { ask, account } = await play({ role: tried });
    let failed = 0;
    for (const call of program.calls) {
      const { body } = ask(call, call.startsWith('POST') ? { body: { input: [{ id: 1 }] } } : {});
      if (body?.success === false) failed += 1;
      if (failed > 0 && program.isStrict) break;
    }
    const { calls, asked, unmatched } = account;
    return { code: program.code ?? (failed > 0 ? 1 : 0), calls, asked, unmatched };
  };
  return { proof: await verify({ role: names, isMinimality, tryRole, gate: gateOf(model), ...model }), runs };
}

const sync = [
  'GET /rest/v1/leads.json',
  'POST /rest/v1/leads.json',
  'GET /rest/v1/activities/types.json',
  'GET /rest/v1/campaigns.json',
];
const enough = role('Read-Only Activity', 'Read-Only Campaign', 'Read-Write Lead');

describe('a role is proved', () => {
  test('in two runs by a program that goes on after a refusal', async () => {
    const { proof, runs } = await prove(enough, { calls: sync, isStrict: false });
    expect(proof).toMatchObject({ status: 'proved', runs: 2, idle: [], broader: [], unproved: [] });
    expect(runs).toEqual([enough, []]);
    expect(proof.needed.map(({ name, because }) => [name, because.map(({ id }) => id)])).toEqual([
      ['Read-Only Activity', ['GET /rest/v1/activities/types.json']],
      ['Read-Only Campaign', ['GET /rest/v1/campaigns.json']],
      ['Read-Write Lead', ['GET /rest/v1/leads.json', 'POST /rest/v1/leads.json']],
    ]);
  });

  test('in a run for each permission by one that ends at the first', async () => {
    const { proof, runs } = await prove(enough, { calls: sync, isStrict: true });
    expect(proof).toMatchObject({ status: 'proved', runs: 4 });
    expect(runs.map(({ length }) => length)).toEqual([3, 0, 1, 2]);
    expect(proof.needed.map(({ run, code }) => [run, code])).toEqual([
      [3, 1],
      [4, 1],
      [2, 1],
    ]);
  });

  test('as far as the calls go in one run, where no more is asked', async () => {
    const { proof } = await prove(enough, { calls: sync, isStrict: true }, false);
    expect(proof).toMatchObject({ status: 'enough', runs: 1, needed: [] });
  });
});

describe('a role is not proved', () => {
  test('that is one permission too small: the call is named, and what would let it through', async () => {
    for (const name of enough) {
      const { proof } = await prove(
        enough.filter((one) => one !== name),
        { calls: sync, isStrict: false },
      );
      expect(proof.status, name).toBe('too-small');
      expect(proof.runs).toBe(1);
      expect(new Set(proof.refused.flatMap(({ add }) => add)).has(name), name).toBe(true);
    }
  });

  test('that is too small here and too large there: both are said', async () => {
    const { proof } = await prove(role('Read-Only Lead', 'Execute Campaign'), {
      calls: ['GET /rest/v1/leads.json', 'GET /rest/v1/campaigns.json'],
      isStrict: false,
    });
    expect(proof).toMatchObject({ status: 'too-small', refused: { length: 1 }, idle: ['Execute Campaign'] });
  });

  test('that is too small for a call that failed for another reason first', async () => {
    const call = { kind: 'operation', id: 'GET /rest/v1/campaigns.json' } as const;
    const tryRole = async (tried: readonly PermissionName[]): Promise<Trial> => {
      const { ask, account } = await play({ role: tried, faults: [{ call, code: '611', after: 0 }] });
      ask('GET /rest/v1/leads.json');
      ask('GET /rest/v1/campaigns.json');
      ask('GET /rest/v1/activities/types.json', { headers: { authorization: 'Bearer nobody' } });
      return { code: 0, calls: account.calls, asked: account.asked, unmatched: account.unmatched };
    };
    const input = { role: role('Read-Only Lead'), isMinimality: false, tryRole, gate: gateOf(model), ...model };
    const proof = await verify(input);
    expect(proof).toMatchObject({
      status: 'too-small',
      refused: [
        { operation: { id: call.id }, times: 1, refused: 0, add: ['Read-Only Campaign'] },
        { operation: { id: 'GET /rest/v1/activities/types.json' }, add: ['Read-Only Activity'] },
      ],
    });
    expect(renderAnswer(proofAnswer(proof), 'text', plainOptions)).toContain(
      'Get Campaigns: would have been refused, had it not failed before (once)',
    );
  });

  test('that has one too many: it is named, and the others are shown all the same', async () => {
    const { proof } = await prove([...enough, ...role('Execute Campaign')], { calls: sync, isStrict: false });
    expect(proof).toMatchObject({ status: 'not-minimal', idle: ['Execute Campaign'], needed: { length: 3 } });
  });

  test('that has more than a lesser one would do', async () => {
    const { proof } = await prove(role('Read-Write Lead'), { calls: ['GET /rest/v1/leads.json'], isStrict: false });
    expect(proof).toMatchObject({
      status: 'not-minimal',
      broader: [{ name: 'Read-Write Lead', enough: ['Read-Only Lead'] }],
    });
  });

  test('by a command that fails, asks nothing, or asks what nobody knows', async () => {
    const failing = await prove(enough, { calls: sync, isStrict: false, code: 5 });
    expect(failing.proof).toMatchObject({ status: 'failed', code: 5, runs: 1 });
    expect((await prove(enough, { calls: [], isStrict: false })).proof.status).toBe('silent');
    const odd = await prove(enough, { calls: [...sync, 'GET /rest/v1/no/such.json'], isStrict: false, code: 0 });
    expect(odd.proof).toMatchObject({ status: 'open', unmatched: ['GET /rest/v1/no/such.json'] });
  });

  test('by a program that asks something else in each run', async () => {
    let runs = 0;
    const tryRole = async (tried: readonly PermissionName[]): Promise<Trial> => {
      runs += 1;
      const { ask, account } = await play({ role: tried });
      if (runs === 1) ask('GET /rest/v1/campaigns.json');
      else ask('GET /rest/v1/stats/usage.json');
      return { code: 0, calls: account.calls, asked: account.asked, unmatched: account.unmatched };
    };
    const one = role('Read-Only Campaign');
    const proof = await verify({ role: one, isMinimality: true, tryRole, gate: gateOf(model), ...model });
    expect(proof).toMatchObject({ status: 'unproved', unproved: one, runs: 2 });
  });
});
