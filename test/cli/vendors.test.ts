import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';

const destination = fileURLToPath(new URL('../../fixtures/apps/static-list-destination', import.meta.url));

async function shell(argv: readonly string[], options: Parameters<typeof createFakeIo>[0] = {}) {
  const { io, stdout, stderr } = createFakeIo({ columns: 120, ...options });
  const code = await run(argv, io);
  return { code, stdout: stdout(), stderr: stderr() };
}

describe('rolefit model vendors', () => {
  test('lists them with what each asks for and could call', async () => {
    const { code, stdout, stderr } = await shell(['model', 'vendors']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/segment-static-lists +Segment, Marketo Static Lists.* all of Access API +\d+ operations/);
    expect(stdout).toMatch(/alchemer .*2 permissions \(example\)/);
    expect(stdout).toMatch(/25 vendors · 7 ask for a whole group · 4 ask for a permission that another/);
  });

  test('finds words in names, products and what is asked for', async () => {
    const names = async (...search: string[]) =>
      JSON.parse((await shell(['model', 'vendors', ...search, '--format', 'json'])).stdout).map(
        ({ vendor }: { vendor: string }) => vendor,
      );
    expect(await names('approve', 'assets')).toEqual(['feedotter', 'insentric']);
    expect(await names('adobe')).toEqual(['adobe-quick-start', 'aep-source', 'aep-static-list']);
    expect(await names('no such vendor')).toEqual([]);
  });

  test('shows one of them name by name: what each is, what is redundant, what it would allow', async () => {
    const { stdout } = await shell(['model', 'vendors', 'captello']);
    expect(stdout).toMatch(/Read Only Person +Read-Only Lead +given by Read-Write Person already/);
    expect(stdout).not.toMatch(/given by Read Only Person/);
    expect(stdout).toContain('rolefit --granted vendor:captello');
    expect(stdout).toMatch(/With this role, a stolen credential could delete any lead, /);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/more things \(\d+ operations: \d+ delete, /);
  });

  test('shows the extras with their case', async () => {
    const { stdout } = await shell(['model', 'vendors', 'feedotter', '--format', 'markdown']);
    expect(stdout).toMatch(/^## .*workspaces.*, when the subscription uses workspaces/m);
    expect(stdout).toContain('| **Access Emails** | Access Email |');
  });

  test('says the same as data', async () => {
    const { stdout } = await shell(['model', 'vendors', 'oss-moperator', '--format', 'json']);
    const [vendor] = JSON.parse(stdout);
    expect(vendor).toMatchObject({ vendor: 'oss-moperator', certainty: 'ambiguous', note: expect.any(String) });
    expect(vendor.asks).toEqual([
      { kind: 'group', asked: 'Access API', name: 'Access API', permissions: vendor.grants.permissions.length },
      { kind: 'permission', asked: 'Read-Only Lead', name: 'Read-Only Lead', givenBy: 'Access API' },
      { kind: 'permission', asked: 'Read-Write Lead', name: 'Read-Write Lead', givenBy: 'Access API' },
      { kind: 'permission', asked: 'Read-Only Assets', name: 'Read-Only Assets', givenBy: 'Access API' },
    ]);
    const { byEffect, operations } = vendor.grants;
    expect(Object.values<number>(byEffect).reduce((sum, one) => sum + one, 0)).toBe(operations);
    expect(vendor.extras[0].asks).toEqual([
      { kind: 'permission', asked: 'Read-Write Campaign', name: 'Read-Write Campaign', givenBy: 'Access API' },
    ]);
  });

  test('names what is no permission, with why', async () => {
    const { stdout } = await shell(['model', 'vendors', 'marketo-mcp', '--format', 'json']);
    expect(JSON.parse(stdout)[0].asks).toContainEqual({
      kind: 'none',
      asked: 'Access API > Daily Usage',
      why: 'the usage operations ask for none',
    });
  });
});

describe('rolefit --granted vendor:<name>', () => {
  const argv = [destination, '--granted', 'vendor:segment-static-lists', '--quiet'];

  test('shows how much more than its code needs a guide asks for', async () => {
    const { code, stdout } = await shell([...argv, '--format', 'json']);
    expect(code).toBe(1);
    const [{ role, comparison }] = JSON.parse(stdout).services;
    expect(role.permissions.map(({ name }: { name: string }) => name)).toEqual([
      'Read-Write Assets',
      'Read-Write Lead',
    ]);
    expect(comparison.needed).toEqual(['Read-Write Assets', 'Read-Write Lead']);
    expect(comparison.unused).toHaveLength(comparison.granted.length - 2);
    expect(comparison.source).toMatchObject({ title: 'Segment, Marketo Static Lists (Actions)' });
    expect(comparison.missing).toEqual([]);
  });

  test('says whose list it is, in words', async () => {
    const { stdout } = await shell(argv);
    expect(stdout).toContain('Compared with what a guide tells customers to grant: Segment, Marketo Static Lists');
    expect(stdout).toContain('"Access Lead Database" is no permission of the API');
    const { stdout: own } = await shell([destination, '--granted', 'Read-Write Lead, Read-Write Assets', '--quiet']);
    expect(own).not.toContain('a guide tells customers');
  });

  test('an unknown vendor is an input error', async () => {
    const { code, stdout, stderr } = await shell([destination, '--granted', 'vendor:segmnet-static-lists']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('did you mean "segment-static-lists"?');
  });
});
