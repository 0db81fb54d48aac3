import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runVerify } from '../../src/cli/run-verify.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { folderWithHook } from '../record/kit.ts';

interface Expected {
  readonly role: readonly string[];
  readonly refusedWithout: Readonly<Record<string, string>>;
  readonly tooMuch: string;
}

const folder = fileURLToPath(new URL('../../fixtures/proved/', import.meta.url));
const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

let place: Awaited<ReturnType<typeof folderWithHook>>;
beforeAll(async () => {
  place = await folderWithHook();
});
afterAll(() => place.remove());

/** What `rolefit verify` says of a fixture's own tests. */
async function verify(name: string, role: readonly string[] | undefined, minimality = true) {
  const world = createFakeIo({
    cwd: folder + name,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, MARKETO_CLIENT_ID: 'id', MARKETO_CLIENT_SECRET: 'secret' },
  });
  const values = {
    command: ['sh', '-c', 'exec "$0" --test >/dev/null 2>&1', process.execPath],
    ...(role === undefined ? {} : { role: role.join(', ') }),
    minimality,
    format: 'json',
    quiet: true,
  } as const;
  const code = await runVerify(values, world.io, place.hook);
  return { code, proof: JSON.parse(world.stdout()) };
}

test('there are three of them', () => {
  expect(names).toEqual(['activity-export', 'lead-routing', 'newsletter']);
});

describe.each(names)('%s', (name) => {
  const expected: Expected = JSON.parse(readFileSync(`${folder}${name}/expected.json`, 'utf8'));

  test('works under the role that its code says it needs, and without any one permission a call is refused', async () => {
    const { code, proof } = await verify(name, undefined);
    expect(proof).toMatchObject({ status: 'proved', role: expected.role, notExercised: [], unmatched: [] });
    expect(code).toBe(0);
    for (const { name: permission, because } of proof.needed) {
      expect(because, permission).toContain(expected.refusedWithout[permission]);
    }
  });

  test('is found out when a permission is missing, and when there is one too many', async () => {
    for (const permission of expected.role) {
      const fewer = expected.role.filter((one) => one !== permission);
      if (fewer.length === 0) continue;
      const { code, proof } = await verify(name, fewer, false);
      expect({ code, status: proof.status }, permission).toEqual({ code: 1, status: 'too-small' });
      const refused: readonly { readonly operation: string }[] = proof.refused;
      expect(
        refused.map(({ operation }) => operation),
        permission,
      ).toContain(expected.refusedWithout[permission]);
    }
    const { code, proof } = await verify(name, [...expected.role, expected.tooMuch]);
    expect({ code, status: proof.status, idle: proof.notExercised }).toEqual({
      code: 1,
      status: 'not-minimal',
      idle: [expected.tooMuch],
    });
  });
});
