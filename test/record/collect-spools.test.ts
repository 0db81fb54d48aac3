import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { collectSpools } from '../../src/record/collect-spools.ts';
import { HarFile } from '../../src/record/har-file.ts';
import { onOwnHost, writeCall } from '../../src/record/seen-call.ts';
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
