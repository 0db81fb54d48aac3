import { expect, test } from 'vitest';
import type { CacheStore } from '../../../src/load/cache/cache-store.ts';
import { keepBytes, keepJson, keptBytes, keptJson } from '../../../src/load/cache/kept-json.ts';

const files = new Map<string, Buffer>();
const store: CacheStore = {
  read: (key) => files.get(key),
  write: (key, contents) => files.set(key, Buffer.from(contents)),
};

/** Every file that lost its end or had a byte changed. */
function* damaged(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1) {
    yield bytes.subarray(0, at);
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x20;
    yield changed;
  }
}

test('a value is read as it was kept, and damaged not at all', () => {
  const value = { text: 'ä\n"', list: [1, null, { deep: true }] };
  keepJson(store, 'key', value);
  expect(keptJson(store, 'key')).toEqual(value);
  expect(keptJson(store, 'another')).toBeUndefined();
  const bytes = files.get('key') ?? Buffer.alloc(0);
  for (const other of damaged(bytes)) {
    files.set('key', other);
    expect(keptJson(store, 'key')).toBeUndefined();
  }
});

test('a value in the place of another is none', () => {
  keepJson(store, 'one', { one: 1 });
  keepJson(store, 'two', { two: 2 });
  files.set('one', files.get('two') ?? Buffer.alloc(0));
  expect(keptJson(store, 'one')).toBeUndefined();
  expect(keptJson(store, 'two')).toEqual({ two: 2 });
});

test('bytes are known by their hash, and damaged are none', () => {
  const bytes = Buffer.from('H 100644 1111 0\ta\nb.ts\0');
  const { hash, read } = keepBytes(store, bytes);
  expect(read()).toEqual(bytes);
  expect(keptBytes(store, hash).read()).toEqual(bytes);
  expect(keptBytes(store, `${hash}x`).read()).toBeUndefined();
  for (const other of damaged(bytes)) {
    for (const key of files.keys()) if (key.endsWith(hash)) files.set(key, other);
    expect(keptBytes(store, hash).read()).toBeUndefined();
  }
});
