import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HarFile } from '../../src/record/har-file.ts';

test('a HAR whose place was taken in the meantime says so, and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rolefit-har-'));
  try {
    const har = new HarFile(join(folder, 'traffic.har'), '1.0.0');
    await mkdir(join(folder, 'traffic.har'));
    expect(() => har.finish(true)).toThrow('cannot write');
    har.discard();
    expect(await readdir(folder)).toEqual(['traffic.har']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
