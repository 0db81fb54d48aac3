import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { expect, test } from 'vitest';
import { languages } from '../../../src/languages/registry.ts';
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
  const isShown = ({ client, modules, kinds }: (typeof clients)[number]) =>
    shown.has(client) || modules.some((name) => imported.has(name) || isInFixture(client, name, kinds));
  expect(clients.filter((client) => !isShown(client)).map(({ client }) => client)).toEqual([]);
});

/** Of another language: whether a fixture names the module (`python:requests`), or what it gives every program. */
function isInFixture(client: string, module: string, kinds: (typeof clients)[number]['kinds']): boolean {
  const [, language, name = ''] = /^([a-z]+):(.*)$/.exec(module) ?? [];
  if (!languages.some(({ id }) => id === language)) return false;
  const library = client.slice(`${language}-`.length);
  const words = [name, library, ...Object.values(kinds).flatMap(({ members }) => Object.keys(members))];
  const told = words.filter((word) => word === name || word === library || word.includes('_'));
  return textsOf(`${language}-`).some((text) => told.some((word) => text.includes(word)));
}

function textsOf(prefix: string): string[] {
  const folder = new URL('../../../fixtures/source/', import.meta.url);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.startsWith(prefix));
  return paths.flatMap((path) => (extname(path) === '' ? [] : [readFileSync(new URL(path, folder), 'utf8')]));
}

function at(group: number) {
  return (match: RegExpExecArray): string => match[group] ?? '';
}

test('every program is of a client', () => {
  const known = new Set(clients.map(({ client }) => client));
  expect(programs.filter(({ client }) => !known.has(client)).map(({ client }) => client)).toEqual([]);
});
