import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { analyzePaths } from '../../../src/load/analyze-paths.ts';
import { loadModel } from '../../../src/load/model.ts';

const model = await loadModel();
const folder = mkdtempSync(join(tmpdir(), 'rolefit-optional-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const client = `
  const host = 'https://123-abc-456.mktorest.com/rest/v1/';
  const rows: unknown[] = [];
  async function get(path: string) {
    const response = await fetch(host + path + '.json');
    const body = await response.json();
    if (!body.success) throw new Error('refused');
    return body.result;
  }
`;

/** What of a program is optional, and the role without that; `leads` is always needed. */
async function without(program: string) {
  writeFileSync(join(folder, 'a.ts'), `${client} async function run() { await get('leads'); ${program} } run();`);
  const { services } = await analyzePaths(['a.ts'], { cwd: folder, hosts: [], model });
  const [service] = services;
  return service?.withoutOptional;
}

const companies = ['GET /rest/v1/companies.json'];

describe('a call is optional where the program goes on with something else', () => {
  test.each([
    [
      'what was there before',
      `let fields = rows; try { fields = await get('companies'); } catch {} console.log(fields);`,
    ],
    [
      'what the handler sets',
      `let fields; try { fields = (await get('companies')).slice(1); rows.push(fields); } catch (e) { fields = []; }`,
    ],
    [
      'what the handler returns',
      `async function f() { try { return await get('companies'); } catch (e) { console.warn(e); return null; } } await f();`,
    ],
    ['a default of the promise', `const fields = await get('companies').catch(() => []);`],
    [
      'a default behind further steps',
      `const fields = await get('companies').then((r) => r.rows).catch((e) => { logger.warn(e); return rows; });`,
    ],
    ['a default of a promise of several', `await Promise.all(['x'].map((x) => get('companies'))).catch(() => null);`],
    ['the second argument of then', `await get('companies').then((r) => r, () => rows);`],
    [
      'what a caller further out returns',
      `const f = async () => (await get('companies'))[0]; const g = async () => { try { return await f(); } catch { return {}; } }; await g();`,
    ],
    [
      'a failure that is wrapped first',
      `const f = async () => { try { return await get('companies'); } catch (e) { throw new Error('x'); } }; await f().catch(() => []);`,
    ],
  ])('%s', async (_, program) => {
    expect(await without(program)).toEqual({ operations: companies, permissions: ['Read-Only Lead'] });
  });
});

describe('a call is needed where', () => {
  test.each([
    ['nothing catches', `await get('companies');`],
    ['the handler throws', `try { await get('companies'); } catch (e) { console.error(e); throw e; }`],
    ['the handler may end the program', `let x; try { x = await get('companies'); } catch (e) { process.exit(1); }`],
    [
      'the handler sets the exit code',
      `let x; try { x = await get('companies'); } catch (e) { process.exitCode = 1; x = []; }`,
    ],
    ['the handler tells somebody', `let x; try { x = await get('companies'); } catch (e) { report(e); x = []; }`],
    [
      'the handler keeps the error',
      `let x, error; try { x = await get('companies'); } catch (e) { error = e; x = []; }`,
    ],
    [
      'the handler says that it failed',
      `const f = async () => { try { await get('companies'); return true; } catch { return false; } }; await f();`,
    ],
    [
      'the result says that it failed',
      `const f = async () => { try { return await get('companies'); } catch { return { ok: 1 }; } }; await f();`,
    ],
    [
      'the handler only logs what was the whole work',
      `try { await get('companies'); } catch (e) { console.error(e); }`,
    ],
    ['the handler is a function of its own', `await get('companies').catch(console.error);`],
    [
      'the promise is not waited for in the block',
      `const f = () => { try { return get('companies'); } catch { return null; } }; await f();`,
    ],
    ['nobody waits for it at all', `let x; try { x = 1; get('companies'); } catch { x = null; }`],
    ['it stands in the handler', `let x; try { x = await get('leads'); } catch { x = await get('companies'); }`],
    ['another way leads to it as well', `const f = () => get('companies'); await f().catch(() => []); await f();`],
    [
      'another way leads to the same call',
      `const f = async (x) => { try { return await x(); } catch { return []; } }; const g = () => get('companies'); await f(g); await g();`,
    ],
    ['code outside calls it', `let x; try { x = await require('retry')(() => get('companies')); } catch { x = []; }`],
    ['it runs at a later time', `let x; try { x = await setTimeout(() => get('companies'), 5); } catch { x = []; }`],
  ])('%s', async (_, program) => {
    expect(await without(program)).toBeUndefined();
  });

  test('nothing else would be left of the role', async () => {
    expect(await without('')).toBeUndefined();
    writeFileSync(join(folder, 'a.ts'), `${client} get('leads').catch(() => null);`);
    const { services } = await analyzePaths(['a.ts'], { cwd: folder, hosts: [], model });
    expect(services[0]?.role.permissions.map(({ name }) => name)).toEqual(['Read-Only Lead']);
    expect(services[0]?.withoutOptional).toBeUndefined();
  });
});

test('the role itself is never smaller for it', async () => {
  writeFileSync(join(folder, 'a.ts'), `${client} get('leads'); get('companies').catch(() => null);`);
  const { services } = await analyzePaths(['a.ts'], { cwd: folder, hosts: [], model });
  expect(services[0]?.role.permissions.map(({ name }) => name)).toEqual(['Read-Only Company', 'Read-Only Lead']);
});
