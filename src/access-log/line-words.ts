/** More words of a line are not told apart; such a line is read from the start. */
const mostWords = 256;
/** From this length on, letters and digits in a row are an id, and one word; shorter ones are numbers with letters around. */
const shortestId = 16;
/** More numbers in one run of letters and digits are not told apart. */
const longestRun = 16;
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
    this.count = 0;
    let at = from;
    while (at < to) {
      const code = bytes[at] ?? 0;
      const kind = classes[code] ?? 0;
      if (kind !== 0) {
        at = this.#takeRun(bytes, at, to);
        if (this.count > mostWords - longestRun) return false;
        continue;
      }
      at += kindsOfSign[code] === 0 ? 1 : 1 + escaped(code, bytes[at + 1]);
    }
    this.#sign(from, to);
    return true;
  }

  /** Letters and digits in a row; where they end. */
  #takeRun(bytes: Uint8Array, from: number, to: number): number {
    const first = this.count;
    let seen = 0;
    let before = 0;
    let at = from;
    for (; at < to; at += 1) {
      const kind = classes[bytes[at] ?? 0] ?? 0;
      if (kind === 0) break;
      if (kind === digit) {
        if (before !== digit) {
          if (this.count - first >= longestRun) return this.#skipRun(bytes, first, at, to);
          this.starts[this.count] = at;
          this.kinds[this.count] = kinds.number;
          this.count += 1;
        }
        this.ends[this.count - 1] = at + 1;
      }
      before = kind;
      seen |= kind;
    }
    if (at - from === 8 && bytes[at] === hyphen && isUuid(bytes, from, to)) {
      return this.#asOne(first, from, from + uuidLength, kinds.uuid);
    }
    if ((seen & digit) === 0) return at;
    if (isNameEnd(bytes, at, to)) this.count = first;
    else if (at - from >= shortestId && seen === (digit | letter)) return this.#asOne(first, from, at, kinds.id);
    return at;
  }

  /** The rest of a run with more numbers in it than are told apart: one id. */
  #skipRun(bytes: Uint8Array, first: number, from: number, to: number): number {
    let at = from;
    while (at < to && (classes[bytes[at] ?? 0] ?? 0) !== 0) at += 1;
    this.count = isNameEnd(bytes, at, to) ? first : this.count;
    if (this.count > first) this.#asOne(first, this.starts[first] ?? from, at, kinds.id);
    return at;
  }

  #asOne(index: number, start: number, end: number, kind: number): number {
    [this.starts[index], this.ends[index], this.kinds[index]] = [start, end, kind];
    this.count = index + 1;
    return end;
  }

  /** What stands between words is looked at when lines are compared; here its length is enough. */
  #sign(from: number, to: number): void {
    let hash = this.count;
    let end = from;
    for (let index = 0; index < this.count; index += 1) {
      hash = (Math.imul(hash, 31) + 4 * ((this.starts[index] ?? 0) - end) + (this.kinds[index] ?? 0)) | 0;
      end = this.ends[index] ?? 0;
    }
    this.hash = (Math.imul(hash, 31) + to - end) | 0;
  }
}

const [digit, letter] = [1, 2];
const classes = Uint8Array.from({ length: 256 }, (_, code) =>
  code >= 48 && code <= 57 ? digit : (code | 32) >= 97 && (code | 32) <= 122 ? letter : 0,
);
const [quote, percent, hyphen, colon, equals, backslash, letterU, letterX] = [
  0x22, 0x25, 0x2d, 0x3a, 0x3d, 0x5c, 0x75, 0x78,
];
const kindsOfSign = Uint8Array.from({ length: 256 }, (_, code) => (code === percent || code === backslash ? 1 : 0));
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
