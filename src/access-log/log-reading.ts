import { apiStartsWith } from '../model/api-roots.ts';
import { AlikeObjects, type LineAt } from './alike-objects.ts';
import { namesMarketo } from './aside.ts';
import { CallGroups } from './call-groups.ts';
import { KnownRequests } from './known-requests.ts';
import { LineReader, parseObject, type ReadLine } from './line-reader.ts';
import { type AccessLogOptions, contextOf } from './log-context.ts';
import type { LogCounts } from './log-summary.ts';
import type { LoggedCall } from './logged-call.ts';
import { LinePasser, type ReadPiece, splitLines, toLatin1 } from './read-lines.ts';
import type { TextRequest } from './read-text.ts';
import { RepeatedCall } from './repeated-call.ts';
import { isAnswer } from './request-line.ts';
import type { SkipReason } from './skip-reasons.ts';
import type { CallResult, LogContext } from './to-logged-call.ts';
import { createTraces, mayGoOn, type Traces } from './trace.ts';
import { beginsBroken, guessFields, maskLine, mayHoldCall } from './unread.ts';

/** So many lines are looked at from all sides, so that a file that is no log is told, and a small log in every detail. */
const firstLines = 1_000;

const openBrace = 0x7b;

/** One log's lines on their way to calls. */
export class LogReading {
  readonly #lines: LineReader;
  readonly #context: LogContext;
  readonly #known: KnownRequests;
  readonly #counts: LogCounts;
  readonly #traces: Traces;
  readonly #groups = new CallGroups();
  #ready: LoggedCall[] = [];
  readonly #alike = new AlikeObjects<RepeatedCall>();
  readonly #repeated: RepeatedCall[] = [];
  #number = 0;
  #taken = 0;
  /** How many requests were told by lines of text, of which the answers may follow. */
  #unanswered = 0;
  /** Whether the last line may be the beginning of a good one. */
  endsBroken = false;

  constructor(options: AccessLogOptions, counts: LogCounts) {
    this.#lines = new LineReader({ formats: options.formats, named: options.fields ?? {} });
    this.#context = contextOf(options);
    this.#known = new KnownRequests(this.#context);
    this.#counts = counts;
    this.#traces = createTraces(options.hostNames);
  }

  /** The calls that a piece of the log gives. */
  take(piece: ReadPiece): readonly LoggedCall[] {
    this.#ready = [];
    if (piece.kind === 'lines') for (const text of piece.lines) this.#takeLine(text);
    else if (piece.kind === 'block') this.#takeBlock(piece.bytes);
    else if (piece.kind === 'elements') this.#takeElements(piece.elements);
    else this.#takeLong(piece.text, piece.isLossy);
    return this.#ready;
  }

  #takeLine(text: string, hasTrace = false): void {
    this.#number += 1;
    const isIdle = this.#number > firstLines && !hasTrace && !this.#traces.isIn(text);
    if (isIdle && this.#lines.standsAlone(text)) this.#pass(1);
    else for (const line of this.#lines.read(text, this.#number)) this.#addCalls(line);
  }

  /** Goes from line to line only where one may be of use: most lines of most logs are none to Marketo. */
  #takeBlock(bytes: Uint8Array): void {
    const passer = new LinePasser();
    const text = toLatin1(bytes);
    const isPlain = !text.includes('\r') || !/\r(?!\n)/.test(text);
    const nextTrace = this.#traces.searchIn(text);
    for (let at = 0, found = 0; at < text.length; ) {
      if (isPlain && this.#number > firstLines && this.#lines.isQuiet) {
        found = nextTrace(at);
        const to = found === text.length ? found : text.lastIndexOf('\n', found) + 1;
        passer.pass(bytes, at, to, mayGoOn);
        this.#number += passer.lines;
        this.#pass(passer.lines);
        at = passer.at;
        if (at >= text.length) return;
      }
      const end = text.indexOf('\n', at);
      const line = { bytes, text, start: at, end: text[end - 1] === '\r' ? end - 1 : end };
      const taken = this.#taken;
      if (isPlain && this.#takeAlike(line)) {
        at = end + 1;
        continue;
      }
      for (const one of splitLines(bytes, at, end)) this.#takeLine(one, found > at && found < end);
      const isNew = isPlain && this.#taken === taken + 1 && this.#lines.isQuiet;
      if (isNew && bytes[at] === openBrace) this.#learn(line);
      at = end + 1;
    }
  }

  /** Takes a line that is like one before it without reading it. */
  #takeAlike(line: LineAt): boolean {
    const known = this.#lines.isQuiet ? this.#alike.find(line) : undefined;
    if (known === undefined || saysMore(line.text.slice(line.start, line.end))) return false;
    this.#number += 1;
    this.endsBroken = false;
    const { result: repeated } = known;
    const call = repeated.repeat(this.#number, this.#alike.timeOf(known, line));
    if (call === undefined) return true;
    this.#counts.addLines(1);
    this.#take(repeated.outcome.one, { ...repeated.outcome.result, call }, '');
    return true;
  }

  /** Remembers a line that gave one call, for those that are like it. */
  #learn(line: LineAt): void {
    const bytes = line.bytes.subarray(line.start, line.end);
    if (saysMore(line.text.slice(line.start, line.end))) return;
    const parse = () => parseObject(Buffer.from(bytes).toString('utf8'));
    this.#alike.learn(line, parse, (record, restIsTime) => {
      const [one, ...more] = this.#lines.readObject(record).requests;
      if (one === undefined || more.length > 0) return undefined;
      const result = this.#known.withoutTime(this.#number, one.request);
      if (typeof result === 'string') return undefined;
      restIsTime();
      const { row, around } = one;
      const repeated = new RepeatedCall({ one: { row, ...(around === undefined ? {} : { around }) }, result });
      this.#repeated.push(repeated);
      return { result: repeated, time: one.request.time };
    });
  }

  /** Elements are parts of a line, so they count as none. */
  #takeElements(elements: readonly string[]): void {
    for (const text of elements) {
      if (this.#traces.isIn(text)) this.#addCalls({ ...this.#lines.readElement(text, this.#number + 1), lines: 0 });
      else this.#counts.skip('elsewhere');
    }
  }

  /** Of a line that is too long, what is left may be cut off in an address, which is then known as far as it matters. */
  #takeLong(text: string, isLossy: boolean): void {
    this.#number += 1;
    const line = this.#lines.readElement(text, this.#number);
    const isKnown = line.requests.some(({ request }) => request.isCut === true);
    if (line.requests.length > 0 || !isLossy) this.#addCalls(line);
    if (!isLossy || isKnown) return;
    if (line.requests.length === 0) this.#counts.addLines(1);
    this.#unread(line);
  }

  /** What was held back to the end: of lines that are parts of others, and of calls that are all alike. */
  end(): readonly LoggedCall[] {
    this.#ready = [];
    for (const line of this.#lines.end(this.#number)) {
      this.#addCalls(line);
      this.endsBroken ||= line.requests.length === 0;
    }
    for (const repeated of this.#repeated) this.#takeLater(repeated);
    return [...this.#ready, ...this.#groups.rest()];
  }

  #takeLater({ outcome: { one, result }, later }: RepeatedCall): void {
    if (later === undefined) return;
    const { call, lines, span } = later;
    this.#counts.addLines(lines);
    this.#counts.noteFormat(one.row ?? '', one.around, call.times);
    this.#counts.take(call, result.seen);
    for (const time of span) this.#counts.noteTime(time);
    if (!this.#groups.addLater(call, result.like)) this.#ready.push(call);
  }

  /** Goes past lines in which no call can be. */
  #pass(lines: number): void {
    if (lines === 0) return;
    this.#counts.addLines(lines);
    this.#counts.skip('elsewhere', lines);
    this.endsBroken = false;
  }

  #addCalls(line: ReadLine): void {
    this.#counts.addLines(line.lines);
    this.endsBroken = false;
    if (line.requests.length === 0) {
      this.#leaveOut(line);
      return;
    }
    if (line.record === undefined) {
      this.#unanswered += line.requests.length;
      // What is left of a line that lost its beginning, and another one glued to it.
      if (beginsBroken(line.text)) this.#unread(line);
    }
    for (const one of line.requests) {
      const result = this.#toCall(one, line);
      const others = mayHoldOthers(one, line.text, result) ? this.#othersOf(one, line, result) : [];
      for (const other of others) this.#take(...other);
      if (typeof result !== 'string') this.#take(one, result, line.text);
      else if (others.length === 0) this.#reject(result, line);
    }
  }

  #toCall({ request }: TextRequest, { number, text }: ReadLine): CallResult {
    const isOpen = request.method === 'POST' && holdsMethod.test(text) && !holdsMethod.test(request.target);
    return this.#known.toCall(number, isOpen ? { ...request, queryIsOpen: true } : request);
  }

  /** What else of a record is a call, where it says so by its host. */
  #othersOf(
    one: TextRequest,
    line: ReadLine,
    first: CallResult,
  ): readonly (readonly [TextRequest, Exclude<CallResult, string>, string])[] {
    const known = new Set(typeof first === 'string' ? [] : [nameOf(first.call)]);
    return (one.others?.() ?? []).flatMap((other) => {
      const result = this.#toCall(other, line);
      if (typeof result === 'string' || (result.call.kind === 'api' && result.call.host === undefined)) return [];
      if (known.has(nameOf(result.call))) return [];
      known.add(nameOf(result.call));
      return [[other, result, line.text] as const];
    });
  }

  #take(
    { row, around }: Pick<TextRequest, 'row' | 'around'>,
    { call, seen, like }: Exclude<CallResult, string>,
    text: string,
  ): void {
    this.#taken += 1;
    const holdsBearer = text.includes('earer') && /bearer[\s%20"]+[\w.:-]{12,}/i.test(text);
    this.#counts.noteFormat(row ?? '', around, call.times);
    this.#counts.take(call, holdsBearer ? { ...seen, token: true } : seen);
    if (this.#groups.isToBeTold(call, like)) this.#ready.push(call);
  }

  /** A request that is no call to Marketo. */
  #reject(reason: SkipReason, line: ReadLine): void {
    if (reason === 'unread' || (reason === 'no-request' && mayHoldCall(line.text))) this.#unread(line);
    else if (isElsewhere(reason) && this.#traces.isIn(line.text) && this.#namesMarketo(line)) {
      this.#counts.skip('aside');
      this.#counts.noteAside(line.number);
    } else {
      this.#counts.skip(reason);
      if (reason === 'no-request') this.endsBroken = true;
    }
  }

  #namesMarketo(line: ReadLine): boolean {
    return namesMarketo(line, this.#context.isApiPath, this.#context.hostFamily);
  }

  #leaveOut(line: ReadLine): void {
    if (line.why !== undefined) this.#counts.skip(line.why);
    else if (this.#unanswered > 0 && isAnswer(line.text)) {
      this.#unanswered -= 1;
      this.#counts.skip('answer');
    } else if (mayHoldCall(line.text)) this.#unread(line);
    else {
      const digit = line.text.search(/\d/);
      const quotes = digit !== -1 && /"[^"]*"/.test(line.text.slice(digit));
      this.#counts.skip(line.record !== undefined || quotes ? 'no-request' : 'no-log-line');
      this.endsBroken = true;
    }
  }

  #unread({ number, text, record }: ReadLine): void {
    this.endsBroken = true;
    this.#counts.skip('unread');
    this.#counts.noteUnread(() => ({
      line: number,
      shape: maskLine(text, record),
      fields: record === undefined ? undefined : guessFields(record),
    }));
  }
}

/** A `_method` as a query or a form holds it; `request_method` is the name of a field. */
const holdsMethod = /(?:^|[?&\s"'{,;])_method["']?\s*[=:]/;

/** Whether a line holds words on which more than its values depends. */
function saysMore(line: string): boolean {
  for (let at = line.indexOf('_method'); at !== -1; at = line.indexOf('_method', at + 1)) {
    // `request_method` is the name of a field.
    if (!/\w/.test(line[at - 1] ?? '')) return true;
  }
  return line.includes('earer') || namesSeveral(line);
}

function isElsewhere(reason: SkipReason): boolean {
  return reason === 'not-marketo' || reason === 'not-the-api';
}

function mayHoldOthers({ others }: TextRequest, text: string, result: CallResult): boolean {
  return others !== undefined && (typeof result === 'string' || namesSeveral(text));
}

/** Whether a line names more than one path of the API, as that of a trace may. */
function namesSeveral(text: string): boolean {
  const first = text.search(apiPath);
  return first !== -1 && apiPath.test(text.slice(first + 8));
}

const apiPath = new RegExp(`(?:${apiStartsWith('\\\\?/')})\\\\?/`);

function nameOf(call: LoggedCall): string {
  return call.kind === 'mcp' ? call.kind : `${call.method} ${call.path}`;
}
