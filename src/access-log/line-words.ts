/** More words of a line are not told apart; such a line is read from the start. */
const mostWords = 256;
/** From this length on, letters and digits in a row are an id, and one word; shorter ones are numbers with letters around. */
const shortestId = 16;
/** Longer numbers are no numbers of a log, but may be secrets. */
export const longestNumber = 20;

export const kinds = { number: 1, id: 2, uuid: 3 } as const;

/**
 * The words of a line in which lines of one kind differ: numbers, long ids, and UUIDs. Everything else is the line's
 * skeleton. What is written as an escape, and what a name before a colon or an equals sign holds, is part of it.
 */
export class LineWords {
  readonly starts = new Int32Array(mostWords);
  readonly ends = new Int32Array(mostWords);
  readonly kinds = new Uint8Array(mostWords);
  count = 0;
  /** The same for lines with equal skeletons. */
  hash = 0;

  /** Takes a line apart; `false` for one of too many words. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    let hash = 17;
    this.count = 0;
    for (let at = from; at < to; ) {
      const code = bytes[at] ?? 0;
      if ((classes[code] ?? 0) === 0) {
        hash = (Math.imul(hash, 31) + code) | 0;
        at += 1;
        for (let left = escaped(code, bytes[at]); left > 0 && at < to; left -= 1, at += 1)
          hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
        continue;
      }
      const end = this.#endOfRun(bytes, at, to);
      const kind = this.#kindOf(bytes, at, end, to);
      const stop = kind === kinds.uuid ? at + uuidLength : end;
      if (kind !== 0) {
        if (!this.#add(at, stop, kind)) return false;
        hash = (Math.imul(hash, 31) + kind) | 0;
        at = stop;
        continue;
      }
      const isName = isNameEnd(bytes, end, to);
      while (at < end) {
        const isDigit = classes[bytes[at] ?? 0] === digit && !isName;
        if (!isDigit) {
          hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
          at += 1;
          continue;
        }
        const start = at;
        while (at < end && classes[bytes[at] ?? 0] === digit) at += 1;
        if (!this.#add(start, at, kinds.number)) return false;
        hash = (Math.imul(hash, 31) + kinds.number) | 0;
      }
    }
    this.hash = hash;
    return true;
  }

  #add(start: number, end: number, kind: number): boolean {
    if (this.count >= mostWords) return false;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.kinds[this.count] = kind;
    this.count += 1;
    return true;
  }

  #endOfRun(bytes: Uint8Array, from: number, to: number): number {
    let at = from + 1;
    while (at < to && (classes[bytes[at] ?? 0] ?? 0) !== 0) at += 1;
    return at;
  }

  /** 0 for a run that is part of the skeleton but for its numbers. */
  #kindOf(bytes: Uint8Array, from: number, end: number, to: number): number {
    const length = end - from;
    if (length === 8 && bytes[end] === hyphen && isUuid(bytes, from, to)) return kinds.uuid;
    if (length < shortestId || isNameEnd(bytes, end, to)) return 0;
    let seen = 0;
    for (let at = from; at < end; at += 1) seen |= classes[bytes[at] ?? 0] ?? 0;
    return seen === (digit | letter) ? kinds.id : 0;
  }
}

const [digit, letter] = [1, 2];
const classes = Uint8Array.from({ length: 256 }, (_, code) =>
  code >= 48 && code <= 57 ? digit : (code | 32) >= 97 && (code | 32) <= 122 ? letter : 0,
);
const [quote, percent, hyphen, colon, equals, backslash, letterU, letterX] = [
  0x22, 0x25, 0x2d, 0x3a, 0x3d, 0x5c, 0x75, 0x78,
];
const uuidLength = 36;

/** How many bytes behind a sign belong to the escape that it begins. */
function escaped(code: number, next: number | undefined): number {
  if (code === percent) return 2;
  if (code !== backslash) return 0;
  return next === letterU ? 5 : next === letterX ? 3 : 1;
}

/** `"name":` and `name=` */
function isNameEnd(bytes: Uint8Array, end: number, to: number): boolean {
  if (end >= to) return false;
  return bytes[end] === equals || (bytes[end] === quote && bytes[end + 1] === colon);
}

function isUuid(bytes: Uint8Array, from: number, to: number): boolean {
  if (from + uuidLength > to) return false;
  for (let index = 0; index < uuidLength; index += 1) {
    const code = bytes[from + index] ?? 0;
    const isHyphen = index === 8 || index === 13 || index === 18 || index === 23;
    if (isHyphen ? code !== hyphen : !(classes[code] === digit || ((code | 32) >= 97 && (code | 32) <= 102)))
      return false;
  }
  return (classes[bytes[from + uuidLength] ?? 0] ?? 0) === 0 && !isNameEnd(bytes, from + uuidLength, to);
}
