import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { collectSpools } from '../../src/record/collect-spools.ts';
import { HarFile } from '../../src/record/har-file.ts';
import { onOwnHost, writeCall } from '../../src/record/seen-call.ts';
import { entryStart } from '../../src/record/written.ts';
import { onlyPseudonyms } from '../../src/redact/pseudonyms.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-spools-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function collect(lines: readonly string[]) {
  await writeFile(join(folder, '1-0-a.calls'), lines.join('\n'));
  const har = new HarFile(join(folder, 'traffic.har'), '1.0.0');
  const collected = await collectSpools(folder, har);
  har.finish(true);
  return { collected, entries: JSON.parse(await readFile(join(folder, 'traffic.har'), 'utf8')).log.entries };
}

function entryOf(target: string): string {
  const call = { startedAt: 0, method: 'GET', url: onOwnHost(target), headers: [], body: '' };
  return writeCall(call, { hostFamily: () => undefined, naming: onlyPseudonyms }) ?? '';
}

test('entries are numbered where their number stands, whatever else looks like it', async () => {
  const odd = encodeURIComponent('"_entry":0,');
  const { entries } = await collect([`>1 ${entryOf('/rest/v1/lists.json')}`, `>2 ${entryOf(`/rest/v1/${odd}.json`)}`]);
  expect(entries.map((entry: { readonly _entry: number }) => entry._entry)).toEqual([0, 1]);
});

test('a line that is damaged is said to be lost, and the others are kept', async () => {
  const whole = entryOf('/rest/v1/lists.json');
  for (const damaged of ['>2 {"request":', '>2 {}', '>2 {"response":{"content":}}', 'nothing']) {
    const { collected, entries } = await collect([`>1 ${whole}`, damaged]);
    expect({ isTorn: collected.isTorn, calls: collected.calls, kept: entries.length }, damaged).toEqual({
      isTorn: true,
      calls: 1,
      kept: 1,
    });
    await rm(join(folder, 'traffic.har'));
  }
});

/** What a file says of a kind of calls, of which `slot` may be told anew. */
function mouldOf(slot: number, target: string): string {
  const entry = entryOf(target);
  const path = entry.indexOf('/rest');
  const parts = [
    entry.slice(entryStart.length + new Date(0).toISOString().length, path),
    entry.slice(path + target.length),
  ];
  return `=${slot} ${JSON.stringify(parts)}`;
}

test('calls of a kind that was told are whole again, and what is said last of a slot counts', async () => {
  const { collected, entries } = await collect([
    mouldOf(0, '/rest/v1/lists.json'),
    '>1 0 1700000000000 /rest/v1/lead/5.json',
    '<0 0 1700000000001 /rest/v1/lead/6.json',
    mouldOf(0, '/rest/v1/lists.json').replaceAll('GET', 'POST'),
    '<1 0 1700000000002 /rest/v1/lead/7.json',
  ]);
  expect(collected).toMatchObject({ calls: 2, isTorn: false });
  const shown = entries.map((entry: Whole) => `${entry.startedDateTime} ${entry.request.method} ${entry.request.url}`);
  expect(shown).toEqual([
    '2023-11-14T22:13:20.001Z GET https://000-AAA-000.mktorest.com/rest/v1/lead/6.json',
    '2023-11-14T22:13:20.002Z POST https://000-AAA-000.mktorest.com/rest/v1/lead/7.json',
  ]);
});

interface Whole {
  readonly startedDateTime: string;
  readonly request: { readonly method: string; readonly url: string };
}

test('a call of a kind that nothing was said of is lost, and so is one at no time', async () => {
  for (const damaged of [
    '<0 1 0 /rest/v1/lists.json',
    '<0 0 9999999999999999 /rest/v1/lists.json',
    '=0 ["half',
    '=0 [1,2]',
  ]) {
    const { collected } = await collect([mouldOf(0, '/rest/v1/lists.json'), damaged]);
    expect({ isTorn: collected.isTorn, calls: collected.calls }, damaged).toEqual({ isTorn: true, calls: 0 });
    await rm(join(folder, 'traffic.har'));
  }
});
