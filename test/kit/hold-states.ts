import { afterAll, describe, expect, test } from 'vitest';
import { loadModel } from '../../src/load/model.ts';
import {
  judgeProgram,
  type ProgramSet,
  type ProgramState,
  programsOf,
  readStates,
  readTruth,
  writeStates,
} from './program-states.ts';

const isUpdate = process.env['UPDATE_STATES'] === '1';

/**
 * Tests every program of a set against its state in fixtures/<set>/states.json, which only gets better:
 * `UPDATE_STATES=1` writes it anew.
 */
export async function holdStates(set: ProgramSet): Promise<void> {
  const model = await loadModel();
  const known = isUpdate ? { states: {}, claimed: { said: 0, of: 0 } } : readStates(set);
  const now: Record<string, ProgramState> = {};
  let said = 0;
  let of = 0;

  describe(`fixtures/${set}`, () => {
    test.each(programsOf(set))('%s', async (name) => {
      const judged = await judgeProgram(set, name, model);
      now[name] = judged.state;
      said += judged.said;
      of += judged.of;
      if (isUpdate) return;
      const wanted = known.states[name];
      const next = rank(judged.state) < rank(wanted) ? 'better now: UPDATE_STATES=1 takes it down' : judged.faults;
      expect(judged.state, `${name}: ${[next].flat().join('; ')}`).toBe(wanted);
    });

    test('what never is sent is claimed no more often than is known', () => {
      if (!isUpdate) expect({ said, of }).toEqual(known.claimed);
    });

    test('every state is of a program', () => {
      if (!isUpdate) expect(Object.keys(known.states)).toEqual(programsOf(set));
    });

    test.each(programsOf(set))('%s names operations of the rules', async (name) => {
      const { operations, dead = [] } = await readTruth(set, name);
      const plain = (id: string) => id.replace(/\{[^}]*\}/g, '{}');
      const all = new Set(model.rules.operations.map(({ id }) => plain(id)));
      const named = [...operations, ...dead].filter((id) => !id.startsWith('unknown'));
      expect(named.filter((id) => !all.has(plain(id)))).toEqual([]);
    });
  });

  afterAll(() => {
    if (isUpdate) writeStates(set, { states: now, claimed: { said, of } });
  });
}

const ranks: readonly (ProgramState | undefined)[] = ['right', 'wide', 'open', 'known-wrong', undefined];

function rank(state: ProgramState | undefined): number {
  return ranks.indexOf(state);
}
