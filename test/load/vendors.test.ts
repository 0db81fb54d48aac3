import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadGrant } from '../../src/load/grant.ts';
import { loadPermissions } from '../../src/load/permissions.ts';
import { vendorGrant } from '../../src/load/vendor-grant.ts';
import { loadVendors } from '../../src/load/vendors.ts';
import { inputErrorsOf } from '../kit/input-errors.ts';

const graph = await loadPermissions();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-vendors-'));
  await cp(new URL('../../rules/vendors/', import.meta.url), folder, { recursive: true });
});
afterAll(async () => rm(folder, { recursive: true }));

const granted = (argument: string, roles: readonly string[] = []) => loadGrant(argument, { cwd: folder, roles }, graph);
const errorsOf = (argument: string, roles?: readonly string[]) => inputErrorsOf(() => granted(argument, roles));

describe('--granted vendor:<name>', () => {
  test('is what the guide asks for, with the guide', async () => {
    expect(await granted('vendor:feedotter')).toEqual({
      permissions: ['Approve Assets', 'Read-Write Assets'],
      groups: [],
      unknown: [],
      roles: [],
      source: {
        title: 'FeedOtter, Marketo integration',
        url: 'https://docs.feedotter.com/integrations/marketo/marketo-permissions',
      },
    });
  });

  test('takes extras in, spelled as people type', async () => {
    const grant = await granted(' Vendor:FeedOtter + workspaces');
    expect(grant.permissions).toEqual(expect.arrayContaining(['Read-Write Assets', 'Access Email', 'Edit Email']));
    expect(grant.groups).toEqual([]);
    expect(grant.source?.title).toBe('FeedOtter, Marketo integration, with workspaces');
  });

  test('takes a whole group apart, and says what is no permission', async () => {
    const grant = await granted('vendor:segment-static-lists');
    expect(grant.groups).toEqual(['Access API']);
    expect(grant.permissions).toEqual(graph.findGroup('Access API')?.permissions);
    expect(grant.unknown.map(({ name }) => name)).toEqual(['Access Lead Database']);
    expect(grant.source?.caveat).toMatch(/^"Access Lead Database" is no permission of the API: /);
  });

  test('says why a list may not be what a customer grants', async () => {
    expect((await granted('vendor:alchemer')).source?.caveat).toMatch(/^The guide names examples, not all/);
    expect((await granted('vendor:frontegg-agen')).source?.caveat).toBeUndefined();
    expect((await granted('vendor:frontegg-agen+more-capabilities')).source?.caveat).toMatch(/^The guide names ex/);
  });

  test('wins over a file of that name, which its path still reads', async () => {
    await writeFile(join(folder, 'vendor:nango'), 'Approve Assets');
    expect((await granted('vendor:nango')).permissions).toEqual(['Read-Only Lead']);
    expect((await granted('./vendor:nango')).permissions).toEqual(['Approve Assets']);
  });

  test.each([
    ['vendor:feedoter', 'no vendor "feedoter" is known', 'did you mean "feedotter"?'],
    ['vendor:segment', 'no vendor "segment" is known', 'did you mean "segment-marketo-v2"?'],
    ['vendor:', 'no vendor "" is known', '`rolefit model vendors` lists them'],
    ['vendor:__proto__', 'no vendor "__proto__" is known', '`rolefit model vendors` lists them'],
    ['vendor:\u001b[31mx', 'no vendor "\ufffd[31mx" is known', '`rolefit model vendors` lists them'],
    ['vendor:feedotter+work', 'the list of "feedotter" has no extra "work"', 'did you mean "workspaces"?'],
    ['vendor:feedotter+constructor', 'the list of "feedotter" has no extra "constructor"', 'it has workspaces'],
    ['vendor:stitch+all', 'the list of "stitch" has no extra "all"', 'it has none; leave the "+" out'],
  ])('%j is refused', async (argument, what, next) => {
    const [error, ...more] = await errorsOf(argument);
    expect(more).toEqual([]);
    expect(error).toContain(what);
    expect(error).toContain(next);
  });

  test('has no roles to choose from', async () => {
    expect(await errorsOf('vendor:stitch', ['Sync'])).toEqual([expect.stringContaining('no roles to choose from')]);
  });
});

test('asking twice for an extra is asking once', async () => {
  const feedotter = (await loadVendors()).find(({ vendor }) => vendor.vendor === 'feedotter');
  expect(feedotter).toBeDefined();
  if (feedotter === undefined) return;
  expect(vendorGrant(feedotter.vendor, ['workspaces', 'workspaces'], graph)).toEqual(
    vendorGrant(feedotter.vendor, ['workspaces'], graph),
  );
});

test('broken files are named with line and column, and none hides another', async () => {
  await edit('nango.json', (text) => text.replace('"asks"', '"ask"'));
  await edit('stitch.json', (text) => text.slice(0, 120));
  await edit('feedotter.json', (text) => text.replace('"when"', '"wen"'));
  await edit('cyera.json', (text) => text.replace('"ambiguous"', '"unsure"'));
  const errors = (await inputErrorsOf(() => loadVendors(folder))).map((line) => line.replaceAll(folder, 'there'));
  expect(errors.map((line) => line.replace(/ \(.*\)$/, ''))).toMatchInlineSnapshot(`
    [
      "there/cyera.json:12:16: "certainty" is "unsure", which is not one of its values",
      "there/feedotter.json:16:14: unknown field "wen" in "workspaces"",
      "there/nango.json:13:10: unknown field "ask" in the document",
      "there/stitch.json:5:31: the file is not valid JSON",
    ]
  `);
});

test('a folder that is not there is an input error', async () => {
  expect(await inputErrorsOf(() => loadVendors(join(folder, 'nowhere')))).toEqual([
    expect.stringContaining('the folder of the vendors cannot be read'),
  ]);
});

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, file);
  const before = await readFile(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(path, after);
}
