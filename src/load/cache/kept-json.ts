import type { CacheStore } from './cache-store.ts';
import { hashOf } from './snapshot.ts';
import type { KeptBytes } from './tree-state.ts';

/**
 * Keeps a value under a key. The hashes of both stand before it: what was cut off, written over or put in the place of
 * another must not become an answer.
 */
export function keepJson(store: CacheStore, key: string, value: unknown): void {
  const text = JSON.stringify(value);
  store.write(key, Buffer.from(`${hashOf(text)} ${hashOf(key)}\n${text}`));
}

/** @returns `undefined` for anything but what {@link keepJson} kept; the key says of which type it is */
export function keptJson<Value>(store: CacheStore, key: string): Value | undefined {
  const bytes = store.read(key);
  const end = bytes?.indexOf('\n') ?? -1;
  if (bytes === undefined || end === -1) return undefined;
  const body = bytes.subarray(end + 1);
  const isOurs = bytes.toString('latin1', 0, end) === `${hashOf(body)} ${hashOf(key)}`;
  return isOurs ? (JSON.parse(body.toString('utf8')) as Value) : undefined;
}

/** Keeps bytes under their own hash. */
export function keepBytes(store: CacheStore, bytes: Buffer): KeptBytes {
  const hash = hashOf(bytes);
  store.write(bytesKey(hash), bytes);
  return { hash, read: () => bytes };
}

/** Bytes that were kept, as far as they still are what they were. */
export function keptBytes(store: CacheStore, hash: string): KeptBytes {
  let known: Buffer | undefined;
  const read = (): Buffer | undefined => {
    if (known !== undefined) return known;
    const bytes = store.read(bytesKey(hash));
    known = bytes !== undefined && hashOf(bytes) === hash ? bytes : undefined;
    return known;
  };
  return { hash, read };
}

function bytesKey(hash: string): string {
  return `bytes ${hash}`;
}
