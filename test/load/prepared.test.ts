import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { prepare } from '../../scripts/build/prepare.ts';
import { shippedJson } from '../../scripts/build/shipped-json.ts';
import { readSinkRules } from '../../src/load/clients.ts';
import { fingerprintOf } from '../../src/load/fingerprint.ts';
import { compileModel, type Model, modelData, restoreModel } from '../../src/load/model.ts';
import { loadPrepared } from '../../src/load/prepared.ts';
import { permissionsSchema, rulesSchema } from '../../src/schema/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

function permissions(): { sources: unknown; groups: { name: string }[] } {
  return JSON.parse(readFileSync(`${root}permissions.json`, 'utf8'));
}

test('the build vouches for every file that ships, as it is and for its own schema', async () => {
  const { validated } = await prepare();
  const shipped = await shippedJson();
  expect(shipped.length).toBeGreaterThan(60);
  expect(new Set(validated).size).toBe(shipped.length);
  expect(validated).toContain(fingerprintOf(permissionsSchema, permissions()));
  expect(validated).not.toContain(fingerprintOf(rulesSchema, permissions()));
});

test.each([
  ['a value', (file: ReturnType<typeof permissions>) => ({ ...file, groups: [{ name: 'Other' }] })],
  ['one letter', (file: ReturnType<typeof permissions>) => ({ ...file, note: ' ' })],
  ['the order', ({ groups, ...file }: ReturnType<typeof permissions>) => ({ groups, ...file })],
])('another fingerprint is what changing %s gives', (_, change) => {
  const before = fingerprintOf(permissionsSchema, permissions());
  expect(fingerprintOf(permissionsSchema, change(permissions()))).not.toBe(before);
  expect(fingerprintOf({ ...permissionsSchema, title: 'Another' }, permissions())).not.toBe(before);
});

test('among the sources nothing is vouched for: every run validates', () => {
  for (const part of ['help', 'validated', 'model', 'sinks'] as const) expect(loadPrepared(part)).toBeUndefined();
});

test('what the build prepared of the model and the clients is what their files come to', async () => {
  const { model, sinks } = JSON.parse(JSON.stringify(await prepare()));
  const compiled = await compileModel();
  expect(model).toStrictEqual(modelData(compiled));
  expect(sinks).toStrictEqual(await readSinkRules());

  const restored = restoreModel(model);
  const names = compiled.permissions.permissions.map(({ name }) => name);
  expect(restored.rules.operations.map(({ id }) => restored.rules.expect(id))).toStrictEqual(compiled.rules.operations);
  const asked = ({ permissions }: Model) =>
    names.map((name) => [
      permissions.find(name),
      permissions.expect(name),
      permissions.implied(name),
      permissions.impliedBy(name),
      permissions.needed(name),
    ]);
  expect(asked(restored)).toStrictEqual(asked(compiled));
  for (const name of [...names, 'Read Only Leed', 'nothing']) {
    expect(restored.permissions.suggest(name)).toBe(compiled.permissions.suggest(name));
  }
  expect(restored.permissions.groups.map(({ name }) => restored.permissions.findGroup(name))).toStrictEqual(
    compiled.permissions.groups,
  );
});
