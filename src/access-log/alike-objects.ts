import { DecisiveKey } from './decisive-key.ts';
import { numberMark, ObjectScan, textMark } from './object-scan.ts';
import { toLatin1 } from './read-lines.ts';
import { isRecord, type LogRecord } from './record.ts';
import { countPlaces, type Places, watched } from './watched-reads.ts';

/** So many frames are told apart, and in each so many ways in which its values decide. */
const mostFrames = 200;
const mostWays = 4;
/** So much is remembered; what is read beyond that is read from the start each time. */
const mostKnown = 20_000;
/** Of a frame whose lines are seldom alike nothing more is learned once so many were. */
const fairTrial = 300;

const [quote, minus] = [0x22, 0x2d];

/** What lines that are alike come to. */
export interface Alike<Result> {
  readonly result: Result;
  /** Which value holds the time, by its place in the frame; `undefined` where none does. */
  readonly timeAt: number | undefined;
}

interface Known<Result> extends Alike<Result> {
  readonly key: Uint8Array;
}

/** Values by which a line was read, and what lines with these values came to. */
interface Way<Result> {
  readonly decisive: readonly number[];
  readonly known: Map<number, Known<Result>[]>;
}

interface Frame<Result> {
  readonly bytes: Uint8Array;
  /** `undefined` for a frame whose lines are all read from the start. */
  readonly places: Places | undefined;
  readonly ways: Way<Result>[];
  hits: number;
  learned: number;
}

/** What reading a line gave, and its time as it is written. */
interface Learned<Result> {
  readonly result: Result;
  readonly time: string | undefined;
}

/** A whole line in a text of which each letter is a byte, and those bytes. */
export interface LineAt {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Remembers what lines came to that are one JSON object each. Nothing about them is assumed: while a line is read, it is
 * watched which of its values are asked for. A line with the same frame and the same in those values is read in the same way
 * to the same end, whatever the others hold, and so it need not be read. Of the value that holds the time only itself
 * depends on it; values in a query count as {@link DecisiveKey} says.
 */
export class AlikeObjects<Result> {
  readonly #scan = new ObjectScan();
  readonly #key = new DecisiveKey();
  readonly #frames = new Map<number, Frame<Result>[]>();
  #frameCount = 0;
  #knownCount = 0;

  /** What a line is known to come to. */
  find(line: LineAt): Alike<Result> | undefined {
    const frame = this.#frameOf(line);
    if (frame?.places === undefined) return undefined;
    for (const { decisive, known } of frame.ways) {
      this.#makeKey(decisive, line.bytes);
      for (const one of known.get(this.#key.hash) ?? []) {
        if (!this.#key.isIn(one.key) || !this.#saysTime(one, line.bytes)) continue;
        frame.hits += 1;
        return one;
      }
    }
    return undefined;
  }

  /** The time of the line that was asked for last, as it is written. */
  timeOf({ timeAt }: Pick<Alike<Result>, 'timeAt'>, { bytes }: LineAt): string | undefined {
    if (timeAt === undefined) return undefined;
    const [start = 0, end] = [this.#scan.starts[timeAt], this.#scan.ends[timeAt]];
    // A part of a text keeps all of it in memory.
    const time = toLatin1(bytes.subarray(start, end));
    return bytes[start - 1] === quote ? time : String(Number(time));
  }

  /**
   * Watches how a line is read, and remembers what it came to. Where `read` gives nothing, nothing
   * is remembered.
   * @param read to call `restIsTime` when nothing but the time is read any more
   */
  learn(
    line: LineAt,
    parse: () => unknown,
    read: (record: LogRecord, restIsTime: () => void) => Learned<Result> | undefined,
  ): void {
    const frame = this.#frameOf(line);
    if (frame?.places === undefined || this.#knownCount >= mostKnown) return;
    if (frame.learned >= fairTrial && frame.hits < 2 * frame.learned) return;
    const value = parse();
    if (!isRecord(value)) return;
    frame.learned += 1;
    const decisive = new Set<number>();
    const ofTime = new Set<number>();
    let reads = decisive;
    const record = watched(value, frame.places, (place) => reads.add(place));
    const learned = read(record, () => {
      reads = ofTime;
    });
    const [timeAt, ...more] = ofTime;
    if (learned === undefined || more.length > 0 || this.timeOf({ timeAt }, line) !== learned.time) return;
    const places = [...decisive].sort((a, b) => a - b);
    this.#remember(frame, places, line.bytes, { result: learned.result, timeAt });
  }

  /** Where the time is left out, another value may hold it; and one of other letters than ASCII is read with more care. */
  #saysTime({ timeAt }: Alike<Result>, bytes: Uint8Array): boolean {
    if (timeAt === undefined) return true;
    const [start = 0, end = 0] = [this.#scan.starts[timeAt], this.#scan.ends[timeAt]];
    for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) >= 0x80) return false;
    return end - start > 1 || (end > start && bytes[start] !== minus);
  }

  #remember(frame: Frame<Result>, decisive: readonly number[], bytes: Uint8Array, alike: Alike<Result>): void {
    let way = frame.ways.find((one) => one.decisive.join() === decisive.join());
    if (way === undefined) {
      if (frame.ways.length >= mostWays) return;
      way = { decisive, known: new Map() };
      frame.ways.push(way);
    }
    this.#makeKey(decisive, bytes);
    const key = this.#key.bytes.slice(0, this.#key.length);
    way.known.set(this.#key.hash, [...(way.known.get(this.#key.hash) ?? []), { ...alike, key }]);
    this.#knownCount += 1;
  }

  #makeKey(decisive: readonly number[], bytes: Uint8Array): void {
    const { starts, ends } = this.#scan;
    this.#key.clear();
    for (const place of decisive) this.#key.add(bytes, starts[place] ?? 0, ends[place] ?? 0);
  }

  #frameOf({ bytes: all, start, end }: LineAt): Frame<Result> | undefined {
    if (!this.#scan.scan(all, start, end)) return undefined;
    const { frame, length, hash } = this.#scan;
    const bytes = frame.subarray(0, length);
    const alike = this.#frames.get(hash) ?? [];
    for (const one of alike) if (Buffer.compare(one.bytes, bytes) === 0) return one;
    if (this.#frameCount >= mostFrames) return undefined;
    this.#frameCount += 1;
    const added = { bytes: bytes.slice(), places: placesIn(bytes), ways: [], hits: 0, learned: 0 };
    this.#frames.set(hash, [...alike, added]);
    return added;
  }
}

/** What tells a part of a line of a container runtime; such a line is more than what it holds. */
const ofContainers = /^\{"log":|"stream":/;

/** The frame as an object that has numbers for its values; `undefined` where it is none, or a name hides another. */
function placesIn(frame: Uint8Array): Places | undefined {
  const text = Buffer.from(frame).toString('utf8');
  if (ofContainers.test(text)) return undefined;
  let values = 0;
  const numbered = text.replace(marks, () => String(values++));
  try {
    const places: unknown = JSON.parse(numbered);
    return isRecord(places) && countPlaces(places) === values ? places : undefined;
  } catch {
    return undefined;
  }
}

const marks = new RegExp(`[${String.fromCharCode(textMark, numberMark)}]`, 'g');
