import { describe, expect, test } from 'vitest';
import { operationsIn, type Verdict, verdictOn } from '../../kit/client-operations.ts';
import { clientPrograms, recordedArrivals } from '../../kit/client-programs.ts';

const { arrived, versions } = recordedArrivals();
const programs = clientPrograms();
const clients = [...new Set(programs.map(({ client }) => client))];
const counted = new Map<Verdict, number>();

// What arrived was recorded with the real libraries: `npm run bench:clients -- --record`.
describe('what a real library sent is not missed without a word, and no other operation named for it', () => {
  test.each(clients)('%s', (client) => {
    const bad: string[] = [];
    for (const program of programs.filter((one) => one.client === client)) {
      const verdict = verdictOn(operationsIn(program), arrived[client]?.[program.name] ?? []);
      counted.set(verdict, (counted.get(verdict) ?? 0) + 1);
      if (verdict === 'WRONG' || verdict === 'SILENT') bad.push(`${verdict}: ${program.name}`);
    }
    expect(bad).toEqual([]);
  });

  test('nearly all is found, and nearly all for certain', () => {
    const count = (...verdicts: Verdict[]) => verdicts.reduce((sum, verdict) => sum + (counted.get(verdict) ?? 0), 0);
    const sent = programs.length - count('nothing to find');
    expect(count('same', 'inferred', 'extra') / sent).toBeGreaterThan(0.99);
    expect(count('same') / sent).toBeGreaterThan(0.97);
    expect(count('extra')).toBeLessThanOrEqual(6);
  });
});

test('every program that is written down was run, and nothing else was', () => {
  const names = programs.map(({ client, name }) => `${client}: ${name}`).toSorted();
  const run = Object.entries(arrived).flatMap(([client, all]) => Object.keys(all).map((name) => `${client}: ${name}`));
  expect(run.toSorted()).toEqual(names);
  expect(Object.keys(versions).length).toBeGreaterThan(50);
});
