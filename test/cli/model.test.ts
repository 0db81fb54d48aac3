import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';

async function shell(...argv: readonly string[]) {
  const { io, stdout, stderr } = createFakeIo({ columns: 160 });
  const code = await run(argv, io);
  expect(stderr()).toBe('');
  return { code, stdout: stdout() };
}

describe('rolefit model', () => {
  test('operations --format json lists all of them with requirement, effect and at least one source', async () => {
    const operations = JSON.parse((await shell('model', 'operations', '--format', 'json')).stdout);
    expect(operations.length).toBe(373);
    for (const operation of operations) {
      expect(operation).toMatchObject({ id: `${operation.method} ${operation.path}`, effect: expect.any(String) });
      expect(operation.requires).toBeDefined();
      expect(operation.claims.length).toBeGreaterThan(0);
      for (const claim of operation.claims) expect(claim.checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  test('operations are found by words and filters, all of which must hold', async () => {
    const { stdout } = await shell('model', 'operations', 'lead', 'LIST', '--effect', 'delete', '--format', 'json');
    const found = JSON.parse(stdout);
    expect(found.map(({ id }: { id: string }) => id)).toContain('DELETE /rest/v1/lists/{listId}/leads.json');
    for (const { effect } of found) expect(effect).toBe('delete');
  });

  test('--disputed lists those whose sources contradict each other', async () => {
    const found = JSON.parse((await shell('model', 'operations', '--disputed', '--format', 'json')).stdout);
    expect(found.length).toBeGreaterThan(0);
    for (const { agreement } of found) expect(agreement).toBe('conflict');
  });

  test('a search without a hit says so', async () => {
    expect(await shell('model', 'operations', 'no such thing')).toEqual({ code: 0, stdout: '0 operations\n' });
  });

  test('permissions are listed in the order of the dialog', async () => {
    const found = JSON.parse((await shell('model', '--format', 'json')).stdout);
    const orders = found.map(({ order }: { order: number }) => order);
    expect(orders).toEqual(orders.toSorted((a: number, b: number) => a - b));
    expect((await shell('model', 'permissions', 'lead')).stdout).toContain('Read-Write Lead');
  });

  test('clients are listed with their modules, SDKs too', async () => {
    const found = JSON.parse((await shell('model', 'clients', '--format', 'json')).stdout);
    expect(found).toContainEqual({
      kind: 'client',
      name: 'got',
      modules: expect.arrayContaining(['got']),
      globals: [],
    });
    expect(found.filter(({ kind }: { kind: string }) => kind === 'sdk').length).toBeGreaterThan(0);
    expect((await shell('model', 'clients', 'no such thing')).stdout).toBe('0 clients · 0 SDKs\n');
    expect((await shell('model', 'clients', 'node-marketo-rest')).stdout).toMatch(/node-marketo-rest +SDK/);
  });
});

describe('rolefit explain', () => {
  test('shows both claims of a disputed operation, with their dates', async () => {
    const { stdout } = await shell('explain', 'Approve Email Draft');
    expect(stdout).toMatch(/OpenAPI specification +\d{4}-\d{2}-\d{2} +Approve Assets/);
    expect(stdout).toMatch(/endpoint table of the developer guide +\d{4}-\d{2}-\d{2} +Read-Write Assets/);
    expect(stdout).toContain('disputed');
    expect(stdout).toContain('603');
  });

  test.each([
    ['an id', 'GET /rest/v1/lead/{leadId}.json'],
    ['an id in lower case', 'get /rest/v1/lead/{leadid}.json'],
    ['a request from a log', 'GET /rest/v1/lead/318581.json?fields=email'],
    ['an operation id', 'getLeadByIdUsingGET'],
    ['a name', 'get lead by id'],
  ])('knows an operation by %s', async (_, what) => {
    expect((await shell('explain', what)).stdout).toMatch(/^Get Lead by Id\n/);
  });

  test('explains each operation of a path', async () => {
    const { stdout } = await shell('explain', '/rest/v1/leads.json', '--format', 'json');
    expect(JSON.parse(stdout).map((answer: { operation: { method: string } }) => answer.operation.method)).toEqual([
      'DELETE',
      'GET',
      'POST',
    ]);
  });

  test('knows a permission by an alias, what implies it, and what it opens', async () => {
    const { permission } = JSON.parse((await shell('explain', 'read only person', '--format', 'json')).stdout);
    expect(permission).toMatchObject({ name: 'Read-Only Lead', impliedBy: ['Read-Write Lead'], implies: [] });
    expect(permission.opens.operations).toContain('GET /rest/v1/leads.json');
    expect(permission.opens.operations).not.toContain('POST /rest/v1/leads.json');
  });

  test('knows a group', async () => {
    expect((await shell('explain', 'Access API')).stdout).toContain("Ticking the group's own box grants");
  });
});
