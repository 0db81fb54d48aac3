/**
 * Texts by their bytes, each made once: import specifiers come again and again, and a slice of a file's text would keep
 * the whole of it alive.
 */
export class TextTable {
  readonly #byHash = new Map<number, Known[]>();

  /** The UTF-8 text of some bytes. */
  textOf(bytes: Buffer, start: number, end: number): string {
    const hash = hashOf(bytes, start, end);
    const known = this.#byHash.get(hash);
    for (const { bytes: own, text } of known ?? []) {
      if (own.length === end - start && isSame(own, bytes, start)) return text;
    }
    const added = {
      bytes: Uint8Array.prototype.slice.call(bytes, start, end),
      text: bytes.toString('utf8', start, end),
    };
    if (known === undefined) this.#byHash.set(hash, [added]);
    else known.push(added);
    return added.text;
  }
}

interface Known {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** FNV-1a, of which 30 bits are kept: those are small integers to the engine. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash & 0x3fffffff;
}

function isSame(own: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < own.length; at++) if (own[at] !== bytes[start + at]) return false;
  return true;
}
