import { expect, test } from 'vitest';
import { clientPrograms } from '../../../src/load/client-programs.ts';
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

test('every client has a program, here or among those that were run with the real library', () => {
  const shown = new Set(programs.map(({ client }) => client));
  const imported = new Set(
    clientPrograms().flatMap(({ source }) => [...source.matchAll(/from '([^']+)'/g)].map(at(1))),
  );
  const isShown = ({ client, modules }: (typeof clients)[number]) =>
    shown.has(client) || modules.some((name) => imported.has(name));
  expect(clients.filter((client) => !isShown(client)).map(({ client }) => client)).toEqual([]);
});

function at(group: number) {
  return (match: RegExpExecArray): string => match[group] ?? '';
}

test('every program is of a client', () => {
  const known = new Set(clients.map(({ client }) => client));
  expect(programs.filter(({ client }) => !known.has(client)).map(({ client }) => client)).toEqual([]);
});
