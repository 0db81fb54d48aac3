import { expect, test } from 'vitest';
import { loadSinkRules } from '../../../src/load/clients.ts';
import { analyzeProgram, describeCall } from './analyze-program.ts';
import { programs } from './programs.ts';

const { clients } = await loadSinkRules();

// A complete path handed to any function is evidence too, but only inferred: definite shows that the rules were used,
// and the host that a base given apart from the path arrived.
test.each(programs)('$client: $name', ({ source, expect: expected }) => {
  const calls = analyzeProgram(source).map(
    (call) => `${call.certainty} ${call.host ?? 'unknown host'} ${describeCall(call)}`,
  );
  expect([...new Set(calls)].toSorted()).toEqual(expected.map((call) => `definite rest ${call}`).toSorted());
});

test('every client has a program', () => {
  const shown = new Set(programs.map(({ client }) => client));
  expect(clients.map(({ client }) => client).filter((client) => !shown.has(client))).toEqual([]);
});

test('every program is of a client', () => {
  const known = new Set(clients.map(({ client }) => client));
  expect(programs.filter(({ client }) => !known.has(client)).map(({ client }) => client)).toEqual([]);
});
