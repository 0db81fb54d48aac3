const [ampersand, equals, question, blank] = [0x26, 0x3d, 0x3f, 0x20];
const [zero, dot, percent, letterE] = [0x30, 0x2e, 0x25, 0x65];
const separator = 0;

const isPlainCode = codesOf(/[\w\-.,~%@+:*]/);
const isEndCode = codesOf(/[\w-]/);
/** `_method`, `access_token` and `client_secret` have values that matter; some viewers write `amp;` in front of a name. */
const mayTell = codesOf(/[_acm]/i);
const isNameCode = codesOf(/[\w.[\]$-]/);

function codesOf(letters: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => (code < 128 && letters.test(String.fromCharCode(code)) ? 1 : 0));
}

/**
 * Several values of a line in one key. Values of a query that nothing depends on are as one: of parameters whose names
 * cannot be one that tells, without a sign that could be more than a part of the value.
 */
export class DecisiveKey {
  bytes = new Uint8Array(4_096);
  length = 0;
  hash = 0;

  clear(): void {
    this.length = 0;
    this.hash = 17;
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    if (this.length + end - start + 1 > this.bytes.length) this.#grow(end - start);
    let inQuery = false;
    let name = -1;
    for (let at = start; at < end; at += 1) {
      const code = bytes[at] ?? 0;
      this.#put(code);
      if (code === question) {
        // What stands behind a second question mark is a value that holds an address.
        inQuery = !inQuery && name === -1;
        name = at + 1;
      } else if (inQuery && code === ampersand) name = at + 1;
      else if (inQuery && code === equals && isSilent(bytes, name, at)) {
        const to = endOfValue(bytes, at + 1, end);
        if (to > at + 1) this.#put(zero);
        at = to - 1;
      }
    }
    this.#put(separator);
  }

  isIn(known: Uint8Array): boolean {
    if (known.length !== this.length) return false;
    for (let at = 0; at < known.length; at += 1) if (known[at] !== this.bytes[at]) return false;
    return true;
  }

  #put(code: number): void {
    this.bytes[this.length++] = code;
    this.hash = Math.imul(this.hash ^ code, 0x01000193);
  }

  #grow(by: number): void {
    const grown = new Uint8Array((this.bytes.length + by) * 2);
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}

/** Whether the value of a parameter cannot matter, by its name. */
function isSilent(bytes: Uint8Array, from: number, to: number): boolean {
  if (to === from || mayTell[bytes[from] ?? 0] === 1) return false;
  for (let at = from; at < to; at += 1) if (isNameCode[bytes[at] ?? 0] !== 1) return false;
  return true;
}

/** Behind the value; its own beginning where the value may be more than that. */
function endOfValue(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isPlainCode[bytes[at] ?? 0] === 1) at += 1;
  if (at < end && bytes[at] === ampersand) return at;
  const isAtEnd = at === end || bytes[at] === blank;
  return isAtEnd && isEndCode[bytes[at - 1] ?? 0] === 1 && !holdsDots(bytes, from, at) ? at : from;
}

/** Dots, or the sign for three of them, may stand for what a producer left out. */
function holdsDots(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (bytes[at] === dot && bytes[at + 1] === dot) return true;
    if (bytes[at] === percent && ((bytes[at + 1] ?? 0) | 0x20) === letterE) return true;
  }
  return false;
}
