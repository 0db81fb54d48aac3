import { anotherHostNote } from '../har/index.ts';
import { compareText } from '../model/location.ts';
import type { LoggedCall } from './logged-call.ts';
import { listSkips, type SkipCount, type SkipReason } from './skip-reasons.ts';
import type { Seen } from './to-logged-call.ts';

/** What one log gave, known after its last line. */
export interface LogSummary {
  readonly lines: number;
  /** Calls to Marketo that were given. */
  readonly taken: number;
  /** What was left out. Sorted by reason. */
  readonly skipped: readonly SkipCount[];
  /** `false` when the log broke off or holds lines that may be calls and cannot be read: there may have been more. */
  readonly complete: boolean;
  /** Why it is not complete, in one sentence without any of the content. */
  readonly problem?: string;
  /** When the first and the last of the calls began, ISO 8601 in UTC; absent when none had a readable time. */
  readonly from?: string;
  readonly to?: string;
  /** In how many calls the log holds a secret; absent when it holds none. */
  readonly secrets?: { readonly clientSecrets: number; readonly tokens: number };
  /** What was concluded about the log, in sentences. */
  readonly notes: readonly string[];
}

/** A line that could not be read: where it stands, what it looks like, and how its fields would be named. */
export interface UnreadLine {
  readonly line: number;
  readonly shape: string;
  readonly fields: string | undefined;
}

/** So many formats are named. */
const mostFormats = 8;

/** Counts while lines pass. */
export class LogCounts {
  readonly #skipped = new Map<SkipReason, number>();
  readonly #formats = new Map<string, number>();
  readonly #titleOf: (id: string) => string;
  #lines = 0;
  #taken = 0;
  #withoutHost = 0;
  #sentAsPost = 0;
  #openPosts = 0;
  #openPaths = 0;
  #failed = 0;
  #refused = 0;
  #tokens = 0;
  #clientSecrets = 0;
  #from: string | undefined;
  #to: string | undefined;
  #firstUnread: UnreadLine | undefined;
  #firstAside: number | undefined;

  /** @param titleOf a row as a report names it. */
  constructor(titleOf: (id: string) => string) {
    this.#titleOf = titleOf;
  }

  addLines(count: number): void {
    this.#lines += count;
  }

  skip(reason: SkipReason, count = 1): void {
    this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + count);
  }

  /** Notes what the lines that cannot be read look like, by the first of them. */
  noteUnread(describe: () => UnreadLine): void {
    this.#firstUnread ??= describe();
  }

  /** Notes where a line first names Marketo and asks for something else. */
  noteAside(line: number): void {
    this.#firstAside ??= line;
  }

  /** Notes the rows by which a line was read: its own, "" where it is of no row, and those of what is around it. */
  noteFormat(row: string, around: readonly string[] | undefined, times: number): void {
    const key = around === undefined ? row : [row, ...around].join('\0');
    this.#formats.set(key, (this.#formats.get(key) ?? 0) + times);
  }

  take(call: LoggedCall, { token, clientSecret, openPost }: Seen): void {
    const { times } = call;
    this.#taken += times;
    if (call.refused) this.#refused += times;
    else if (call.failed) this.#failed += times;
    if (token) this.#tokens += times;
    if (clientSecret) this.#clientSecrets += times;
    if (openPost) this.#openPosts += times;
    if (call.kind === 'api' && call.pathIsOpen) this.#openPaths += times;
    if (call.kind === 'api' && call.host === undefined) this.#withoutHost += times;
    if (call.kind === 'api' && call.method === 'POST') this.#sentAsPost += times;
    this.noteTime(call.startedAt);
  }

  /** Notes when a call began. */
  noteTime(startedAt: string | undefined): void {
    if (startedAt === undefined) return;
    if (this.#from === undefined || startedAt < this.#from) this.#from = startedAt;
    if (this.#to === undefined || startedAt > this.#to) this.#to = startedAt;
  }

  get lines(): number {
    return this.#lines;
  }

  /** How many lines may hold a call and could not be read. */
  get unread(): number {
    return this.#skipped.get('unread') ?? 0;
  }

  get firstUnread(): UnreadLine | undefined {
    return this.#firstUnread;
  }

  /** Whether any line was one of a log, whatever became of it. */
  get sawLog(): boolean {
    const foreign = new Set<SkipReason>(['blank', 'header', 'no-log-line', 'no-request', 'unread', 'elsewhere']);
    return this.#taken > 0 || [...this.#skipped.keys()].some((reason) => !foreign.has(reason));
  }

  /** Whether most of the lines that say anything could not be read. */
  get isMostlyUnread(): boolean {
    const quiet = (this.#skipped.get('blank') ?? 0) + (this.#skipped.get('header') ?? 0);
    return this.unread * 2 > this.#lines - quiet;
  }

  summary(stopped: string | undefined): LogSummary {
    const problem = [this.#describeUnread(), this.#describeAside(), stopped]
      .filter((part) => part !== undefined)
      .join('; ');
    const secrets = { clientSecrets: this.#clientSecrets, tokens: this.#tokens };
    return {
      lines: this.#lines,
      taken: this.#taken,
      skipped: listSkips(this.#skipped),
      complete: problem === '',
      ...(problem === '' ? {} : { problem }),
      ...(this.#from === undefined || this.#to === undefined ? {} : { from: this.#from, to: this.#to }),
      ...(this.#tokens + this.#clientSecrets === 0 ? {} : { secrets }),
      notes: [...this.#notes()],
    };
  }

  #describeUnread(): string | undefined {
    if (this.#firstUnread === undefined) return undefined;
    const { line, shape } = this.#firstUnread;
    return this.unread === 1
      ? `line ${line} may hold a call and cannot be read; it looks like ${shape}`
      : `${this.unread} lines may hold calls and cannot be read; the first is line ${line}, which looks like ${shape}`;
  }

  #describeAside(): string | undefined {
    if (this.#firstAside === undefined) return undefined;
    const count = this.#skipped.get('aside') ?? 0;
    const which =
      count === 1
        ? `line ${this.#firstAside} names`
        : `${count} lines, the first of them line ${this.#firstAside}, name`;
    return `${which} a host or a path of Marketo and ${count === 1 ? 'asks' : 'ask'} for another: a gateway in front of it may have another address for the same call, so log the address that it asks for itself`;
  }

  *#notes(): Generator<string> {
    if (this.#formats.size > 0) yield `read as ${this.#describeFormats()}`;
    if (this.#withoutHost > 0) {
      yield `${calls(this.#withoutHost)} named no host and counted by the path alone; --host says whose log it is`;
    }
    yield* anotherHostNote(this.#skipped.get('another-host') ?? 0, ['1 line', 'lines']);
    if (this.#openPosts > 0) {
      yield `of ${calls(this.#openPosts)} sent as POST the query is left out or cut off, and may hold a _method that makes it another call (Squid writes queries with strip_query_terms off)`;
    }
    if (this.#openPaths > 0)
      yield `${calls(this.#openPaths)} cut off in the path: which operation it is cannot be told`;
    if (this.#sentAsPost > 0) {
      yield 'a POST that means another method by a _method in its body cannot be told from a POST: no log holds the body';
    }
    if (this.#refused > 0) yield `the proxy itself refused ${calls(this.#refused)}, which never reached Marketo`;
    if (this.#failed > 0) {
      yield `${calls(this.#failed)} ended in an HTTP error; Marketo denies with status 200, so no line tells a denial`;
    }
  }

  /** The most frequent first. */
  #describeFormats(): string {
    const titled = [...this.#formats].map(([key, count]) => {
      const [row = '', ...around] = key.split('\0');
      const title = row === '' ? 'lines with a method and an address' : this.#titleOf(row);
      return { title: [title, ...around.map((id) => `in ${this.#titleOf(id)}`)].join(' '), count };
    });
    const sorted = titled.sort((a, b) => b.count - a.count || compareText(a.title, b.title));
    const shown = sorted.slice(0, mostFormats).map(({ title, count }) => `${title} (${count})`);
    return [...shown, ...(sorted.length > mostFormats ? ['others'] : [])].join('; ');
  }
}

function calls(count: number): string {
  return count === 1 ? '1 call' : `${count} calls`;
}
