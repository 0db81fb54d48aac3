import { pick, type Random } from './target.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What JSON can say and nobody expects. */
const strange: readonly Json[] = [
  ...[null, true, false, 0, -1, 1e308, 0.5, 2 ** 53, '', ' ', '\u0000', '\u001b[31m', '=1+1', '__proto__'],
  ...['constructor', '../../etc/passwd', '-', '*', '{', '\ud800', 'a'.repeat(5_000), [], {}, [[]], [null]],
  JSON.parse('{"__proto__":{"polluted":true},"constructor":1,"toString":null,"length":-1}') as Json,
];

/** A JSON text in which some values are others, are gone, are there twice, or have changed places. */
export function mutateJson(text: string, random: Random): string {
  const value: Json = JSON.parse(text);
  for (let left = 1 + Math.floor(random() ** 2 * 4); left > 0; left -= 1) mutateOnce(value, random);
  return JSON.stringify(value);
}

function mutateOnce(value: Json, random: Random): void {
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  if (keys.length === 0) return;
  const [key, other] = [pick(keys, random), pick(keys, random)];
  const inner = (value as Record<string, Json>)[key] ?? null;
  const isFull = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0;
  if (isFull && random() < 0.75) {
    mutateOnce(inner, random);
    return;
  }
  const changes: (() => void)[] = [
    () => set(value, key, structuredClone(pick(strange, random))),
    () => remove(value, key),
    () => set(value, key, structuredClone((value as Record<string, Json>)[other] ?? null)),
    () => set(value, Array.isArray(value) ? String(value.length) : `${key}x`, structuredClone(inner)),
    () => set(value, key, [structuredClone(inner)]),
    () => set(value, key, typeof inner === 'string' ? changed(inner, random) : JSON.stringify(inner)),
  ];
  pick(changes, random)();
}

function changed(text: string, random: Random): string {
  const at = Math.floor(random() * (text.length + 1));
  return `${text.slice(0, at)}${pick(['', 'x', '"', '\n', '/', '..', 'É', '\u202e'], random)}${text.slice(at + (random() < 0.5 ? 1 : 0))}`;
}

function set(object: Json, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function remove(object: Json, key: string): void {
  if (Array.isArray(object)) object.splice(Number(key), 1);
  else if (typeof object === 'object' && object !== null) delete object[key];
}
