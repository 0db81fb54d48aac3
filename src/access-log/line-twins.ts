import { kinds, LineWords, longestNumber } from './line-words.ts';

/** What comes of one line, whatever it is in its log. Two that are equal as JSON are the same. */
export interface LineEffect {
  /** The text that the time of the call is read from. */
  readonly time: string | undefined;
}

/** How far a word may differ from that of the line that was learned. */
const [fixed, sized, free, freeWithZero] = [0, 1, 2, 3];

/** One line that was learned: lines that differ from it in free words only come to the same. */
interface Twin<Effect> {
  readonly bytes: Buffer;
  readonly words: LineWords;
  readonly freedom: Uint8Array;
  readonly effect: Effect;
  readonly time: TimePlace | undefined;
}

/** The words between which the time stands, and what of the text before the first and behind the last is part of it. */
interface TimePlace {
  readonly first: number;
  readonly last: number;
  readonly before: number;
  readonly behind: number;
}

interface Skeleton<Effect> {
  seen: number;
  readonly twins: Twin<Effect>[];
}

/** Of longer lines of text not all is looked at when they are read, so that the length of a word could matter. */
const longestText = 1_400;
const longestObject = 8_000;
const mostSkeletons = 4_096;
const mostTwins = 16;
/** Learning a line takes as long as reading so many; it has to pay. */
const costOfLearning = 200;
const freeLessons = 24;
/** Of what these words stand before, more than a call may hang. */
const telling = /(?<![a-z])_method|access_token|client_secret|bearer|authorization/i;

/**
 * Knows lines again that differ from one before them only in words on which nothing hangs: the time, sizes, addresses of
 * clients, values of parameters. Which these are is not assumed but tried out: each word of the first is replaced by
 * others, alone and together with the rest, and only where the line then comes to the same may it differ.
 */
export class LineTwins<Effect extends LineEffect> {
  /** What a line comes to, read from the start and with no effect on anything; `undefined` where it is no plain call. */
  readonly #read: (line: string) => Effect | undefined;
  readonly #skeletons = new Map<number, Skeleton<Effect>>();
  readonly #words = new LineWords();
  #hits = 0;
  #lessons = 0;

  constructor(read: (line: string) => Effect | undefined) {
    this.#read = read;
  }

  /** The text of the time of the line that was found last. */
  time: string | undefined;

  /** What a line comes to; `undefined` for a line that has to be read. */
  find(bytes: Buffer, from: number, to: number): Effect | undefined {
    if (to - from > (bytes[from] === brace ? longestObject : longestText) || !this.#words.read(bytes, from, to))
      return undefined;
    const skeleton = this.#skeletons.get(this.#words.hash);
    if (skeleton === undefined) {
      if (this.#skeletons.size < mostSkeletons) this.#skeletons.set(this.#words.hash, { seen: 1, twins: [] });
      return undefined;
    }
    for (const twin of skeleton.twins) {
      if (!this.#isTwin(twin, bytes, from, to)) continue;
      this.#hits += 1;
      this.time = twin.time === undefined ? undefined : timeAt(twin.time, bytes, this.#words);
      return twin.effect;
    }
    skeleton.seen += 1;
    if (skeleton.seen % 4 === 2 && skeleton.twins.length < mostTwins && this.#mayLearn)
      this.#learn(skeleton, Buffer.from(bytes.subarray(from, to)));
    return undefined;
  }

  get #mayLearn(): boolean {
    return this.#hits >= (this.#lessons - freeLessons) * costOfLearning;
  }

  #isTwin({ bytes: own, words, freedom }: Twin<Effect>, bytes: Buffer, from: number, to: number): boolean {
    const { starts, ends, count } = this.#words;
    if (count !== words.count) return false;
    let [at, ownAt] = [from, 0];
    for (let index = 0; index <= count; index += 1) {
      const isEnd = index === count;
      const start = isEnd ? to : (starts[index] ?? 0);
      const ownStart = isEnd ? own.length : (words.starts[index] ?? 0);
      if (start - at !== ownStart - ownAt || !isSame(bytes, at, own, ownAt, start - at)) return false;
      if (isEnd) return true;
      if (this.#words.kinds[index] !== words.kinds[index]) return false;
      [at, ownAt] = [ends[index] ?? 0, words.ends[index] ?? 0];
      const [length, ownLength] = [at - start, ownAt - ownStart];
      const may = freedom[index] ?? fixed;
      if (may === fixed) {
        if (length !== ownLength || !isSame(bytes, start, own, ownStart, length)) return false;
      } else if (may === sized ? length !== ownLength : length > longestNumber) return false;
      else if (may === free && length > 1 && bytes[start] === zero) return false;
    }
    return true;
  }

  #learn(skeleton: Skeleton<Effect>, bytes: Buffer): void {
    this.#lessons += 1;
    const text = bytes.toString('utf8');
    const effect = telling.test(text) ? undefined : this.#read(text);
    const words = new LineWords();
    if (effect === undefined || !words.read(bytes, 0, bytes.length)) return;
    const place = effect.time === undefined ? undefined : placeOf(effect.time, bytes, words);
    if (effect.time !== undefined && place === undefined) return;
    const trial = new Trial(bytes, words, { read: this.#read, effect, place });
    const freedom = new Uint8Array(words.count);
    for (let index = 0; index < words.count; index += 1) {
      const isOfTime = place !== undefined && index >= place.first && index <= place.last;
      freedom[index] = isOfTime ? (trial.survives(index, sized) ? sized : fixed) : trial.freedomOf(index);
    }
    if (trial.survivesAll(freedom)) skeleton.twins.push({ bytes, words, freedom, effect, time: place });
  }
}

const [zero, brace] = [0x30, 0x7b];

function isSame(a: Buffer, from: number, b: Buffer, start: number, length: number): boolean {
  for (let index = 0; index < length; index += 1) if (a[from + index] !== b[start + index]) return false;
  return true;
}

/** Where the text of the time stands, if it stands at one place alone and begins and ends near a word. */
function placeOf(time: string, bytes: Buffer, { starts, ends, count }: LineWords): TimePlace | undefined {
  const from = bytes.indexOf(time, 0, 'latin1');
  if (from === -1 || bytes.lastIndexOf(time, undefined, 'latin1') !== from) return undefined;
  const to = from + time.length;
  let [first, last] = [-1, -1];
  for (let index = 0; index < count; index += 1) {
    const isInside = (starts[index] ?? 0) >= from && (ends[index] ?? 0) <= to;
    const isAcross = !isInside && (starts[index] ?? 0) < to && (ends[index] ?? 0) > from;
    if (isAcross) return undefined;
    if (isInside && first === -1) first = index;
    if (isInside) last = index;
  }
  if (first === -1) return undefined;
  return { first, last, before: (starts[first] ?? 0) - from, behind: to - (ends[last] ?? 0) };
}

function timeAt({ first, last, before, behind }: TimePlace, bytes: Buffer, { starts, ends }: LineWords): string {
  return bytes.toString('latin1', (starts[first] ?? 0) - before, (ends[last] ?? 0) + behind);
}

/** What numbers are replaced by: states that proxies refuse with, failures, and numbers of other lengths. */
const otherNumbers = [
  '4',
  '403',
  '407',
  '408',
  '414',
  '502',
  '99',
  '12345',
  '900000000001',
  '70000000000000000001',
] as const;

/** Those that are tried alone, where together with other words all are; any length and any state makes a difference there. */
const telltales: ReadonlySet<string> = new Set(['4', '407', '12345', '900000000001', '07']);

/** Tries out on which words of a line hangs what it comes to. */
class Trial<Effect extends LineEffect> {
  readonly #bytes: Buffer;
  readonly #words: LineWords;
  readonly #read: (line: string) => Effect | undefined;
  readonly #expected: string;
  readonly #place: TimePlace | undefined;
  readonly #trial = new LineWords();

  constructor(
    bytes: Buffer,
    words: LineWords,
    {
      read,
      effect,
      place,
    }: {
      readonly read: (line: string) => Effect | undefined;
      readonly effect: Effect;
      readonly place: TimePlace | undefined;
    },
  ) {
    this.#place = place;
    [this.#bytes, this.#words, this.#read, this.#expected] = [bytes, words, read, meaningOf(effect)];
  }

  freedomOf(index: number): number {
    if (this.#words.kinds[index] !== kinds.number) return this.survives(index, sized) ? sized : fixed;
    if (!this.survives(index, sized)) return fixed;
    if (!this.#standsAlone(index) || !this.survives(index, free)) return sized;
    return this.survives(index, freeWithZero) ? freeWithZero : free;
  }

  survives(index: number, freedom: number): boolean {
    const all = this.#othersFor(index, freedom);
    const others = freedom === sized ? all : all.filter((other) => telltales.has(other));
    return others.every((other) => this.#isSameWith(new Map([[index, other]])));
  }

  /** All at once: each with another, and all with the same, for two words may tell something only together. */
  survivesAll(freedom: Uint8Array): boolean {
    const lists = Array.from(freedom, (may, index) => (may === fixed ? [] : this.#othersFor(index, may)));
    const most = Math.max(0, ...lists.map(({ length }) => length));
    const pick = (choose: (index: number) => number) =>
      new Map(
        lists.flatMap((list, index) =>
          list.length === 0 ? [] : [[index, list[choose(index) % list.length] ?? ''] as const],
        ),
      );
    for (let turn = 0; turn < most; turn += 1) {
      if (!this.#isSameWith(pick((index) => turn + 3 * index)) || !this.#isSameWith(pick(() => turn))) return false;
    }
    // Lists are of two lengths, so that the same number stands at two places in them.
    const numbers = lists.map((list) => list.length > 2);
    return otherNumbers.every((other) =>
      this.#isSameWith(
        new Map(
          lists.flatMap((list, index) => (numbers[index] && list.includes(other) ? [[index, other] as const] : [])),
        ),
      ),
    );
  }

  /** Whether a number may be longer or shorter: part of a number or an address of numbers alone, or a parameter's value. */
  #standsAlone(index: number): boolean {
    const text = this.#bytes.toString('latin1');
    const before = /[^\d.]*$/.exec(text.slice(0, this.#words.starts[index]).replace(/[\d.]+$/, ''))?.[0].at(-1) ?? ' ';
    const behind = text
      .slice(this.#words.ends[index])
      .replace(/^[\d.]+/, '')
      .charAt(0);
    const isPlain = /[\s"',[(]/.test(before) && /^[\s"',\])]?$/.test(behind);
    return (
      isPlain ||
      (/[=:]/.test(before) && /^[\s"',&}]?$/.test(behind) && !/\d:$/.test(text.slice(0, this.#words.starts[index])))
    );
  }

  #othersFor(index: number, freedom: number): readonly string[] {
    const own = this.#textOf(index);
    const kind = this.#words.kinds[index];
    if (kind === kinds.uuid) return ['0a1b2c3d-1111-4222-8333-444455556666', 'ffffffff-eeee-4ddd-9ccc-bbbbaaaa9999'];
    if (kind === kinds.id)
      return [
        own.replace(/./g, (_, at: number) => (at % 3 === 0 ? '7' : 'k')),
        `9${'aB3'.repeat(own.length)}`.slice(0, own.length),
      ];
    if (freedom === sized)
      return ['9', '4']
        .map((sign) => sign.repeat(own.length))
        .concat(otherNumbers.filter(({ length }) => length === own.length));
    return freedom === freeWithZero ? ['07', '000', ...otherNumbers] : otherNumbers;
  }

  #textOf(index: number): string {
    return this.#bytes.toString('latin1', this.#words.starts[index], this.#words.ends[index]);
  }

  #isSameWith(others: ReadonlyMap<number, string>): boolean {
    const parts: Buffer[] = [];
    let at = 0;
    for (const [index, other] of others) {
      parts.push(this.#bytes.subarray(at, this.#words.starts[index]), Buffer.from(other, 'latin1'));
      at = this.#words.ends[index] ?? 0;
    }
    const line = Buffer.concat([...parts, this.#bytes.subarray(at)]);
    const effect = this.#read(line.toString('utf8'));
    if (effect === undefined || meaningOf(effect) !== this.#expected) return false;
    if (!this.#trial.read(line, 0, line.length) || this.#trial.count !== this.#words.count) return false;
    return effect.time === (this.#place === undefined ? undefined : timeAt(this.#place, line, this.#trial));
  }
}

/** All but the time. */
function meaningOf({ time: _, ...rest }: LineEffect): string {
  return JSON.stringify(rest);
}
