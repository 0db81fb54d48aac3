import { type HostFamilyOf, Principals } from '../har/index.ts';
import { ReadingProblem } from '../har/reading-problem.ts';
import { redactPath } from '../har/redact-path.ts';
import { InputError } from '../model/input-error.ts';
import type { HostFamily } from '../model/operation.ts';
import { CallGroups } from './call-groups.ts';
import { LineReader, type ReadLine } from './line-reader.ts';
import type { LogFields } from './log-fields.ts';
import type { LogFormats } from './log-formats.ts';
import { LogCounts, type LogSummary } from './log-summary.ts';
import type { LoggedCall } from './logged-call.ts';
import { readLines } from './read-lines.ts';
import { type LogContext, toLoggedCall } from './to-logged-call.ts';
import { createHasTrace } from './trace.ts';
import { unpack } from './unpack.ts';
import { guessFields, maskLine, mayHoldCall } from './unread.ts';

export interface AccessLogOptions {
  /** Which host names are Marketo's, with the reader's own proxies; see `src/rules/marketo-hosts.ts`. */
  readonly hostFamily: HostFamilyOf;
  /** The host of lines that name none, where the reader said whose log it is. */
  readonly defaultHost?: HostFamily | undefined;
  /** See {@link createIsApiPath}. */
  readonly isApiPath: (path: string) => boolean;
  /** Whether host and path are those of an MCP server for Marketo. */
  readonly isMcpServer: (host: string, path: string) => boolean;
  /** What the names of hosts that count hold; a line with none of them, nor a path of the API, is passed over. */
  readonly hostNames: readonly string[];
  /** The rows of rules/log-formats.json, compiled. */
  readonly formats: LogFormats;
  /** Where lines hold what, beyond the names that are known. */
  readonly fields?: LogFields | undefined;
  /** Shared by the inputs of one run, so that a user is the same in all of them. */
  readonly principals?: Principals;
}

/** An access log while and after it is read. It can be gone through once. */
export interface AccessLogReading extends AsyncIterable<LoggedCall> {
  /** What the log gave. Only after the last line; asking earlier is a bug. */
  summary(): LogSummary;
}

/**
 * Reads an access log of any size in constant memory: bytes in, calls to Marketo out. Each line is read for itself, so
 * logs of several formats may be joined; a line that cannot be used is counted, and one that may hold a call all the same
 * makes the log incomplete.
 *
 * @throws InputError while iterating, when no line is one of a log, or most cannot be read. Whatever `chunks` throws
 * passes through.
 */
export function readAccessLog(chunks: AsyncIterable<Uint8Array>, options: AccessLogOptions): AccessLogReading {
  let summary: LogSummary | undefined;
  const counts = new LogCounts(options.formats.titleOf);
  const log = new LogReading(options, counts);

  async function* calls(): AsyncGenerator<LoggedCall> {
    let problem: string | undefined;
    try {
      for await (const { lines, isEnded } of readLines(unpack(chunks))) {
        for (const call of log.take(lines)) yield call;
        if (!isEnded && log.endsBroken) problem = 'the last line is cut off';
      }
      for (const call of log.end()) yield call;
    } catch (error) {
      if (!(error instanceof ReadingProblem)) throw error;
      problem = error.message;
    }
    if (counts.isMostlyUnread && counts.firstUnread !== undefined) throw mostlyUnread(counts);
    if (!counts.sawLog) throw noLog(problem);
    summary = counts.summary(problem);
  }

  return {
    [Symbol.asyncIterator]: calls,
    summary: () => {
      if (summary === undefined) throw new Error('the summary of a log is known after its last line');
      return summary;
    },
  };
}

/** So many lines are looked at from all sides, so that a file that is no log is told, and a small log in every detail. */
const firstLines = 1_000;

/** One log's lines on their way to calls. */
class LogReading {
  readonly #lines: LineReader;
  readonly #context: LogContext;
  readonly #counts: LogCounts;
  readonly #hasTrace: (line: string) => boolean;
  readonly #groups = new CallGroups();
  #ready: LoggedCall[] = [];
  #number = 0;
  /** Whether the last line may be the beginning of a good one. */
  endsBroken = false;

  constructor(options: AccessLogOptions, counts: LogCounts) {
    this.#lines = new LineReader({ formats: options.formats, named: options.fields ?? {} });
    this.#context = contextOf(options);
    this.#counts = counts;
    this.#hasTrace = createHasTrace(options.hostNames);
  }

  /** The calls that a few lines give. */
  take(lines: readonly string[]): readonly LoggedCall[] {
    this.#ready = [];
    for (const text of lines) {
      this.#number += 1;
      if (this.#number > firstLines && !this.#hasTrace(text) && this.#lines.standsAlone(text)) this.#pass();
      else for (const line of this.#lines.read(text, this.#number)) this.#addCalls(line);
    }
    return this.#ready;
  }

  /** What was held back to the end: of lines that are parts of others, and of calls that are all alike. */
  end(): readonly LoggedCall[] {
    this.#ready = [];
    for (const line of this.#lines.end(this.#number)) {
      this.#addCalls(line);
      this.endsBroken ||= line.requests.length === 0;
    }
    return [...this.#ready, ...this.#groups.rest()];
  }

  /** Goes past a line in which no call can be. */
  #pass(): void {
    this.#counts.addLines(1);
    this.#counts.skip('elsewhere');
    this.endsBroken = false;
  }

  #addCalls(line: ReadLine): void {
    this.#counts.addLines(line.lines);
    this.endsBroken = false;
    if (line.requests.length === 0) {
      this.#leaveOut(line);
      return;
    }
    const holdsBearer = /earer/.test(line.text) && /bearer[\s%20"]+[\w.:-]{12,}/i.test(line.text);
    for (const { request, row, around } of line.requests) {
      const result = toLoggedCall(line.number, request, this.#context);
      if (result === 'unread' || (result === 'no-request' && mayHoldCall(line.text))) {
        this.#unread(line);
      } else if (typeof result === 'string') {
        this.#counts.skip(result);
        if (result === 'no-request') this.endsBroken = true;
      } else {
        const { call, seen } = result;
        this.#counts.noteFormat(row ?? '', around, call.times);
        this.#counts.take(call, holdsBearer ? { ...seen, token: true } : seen);
        if (this.#groups.isToBeTold(call)) this.#ready.push(call);
      }
    }
  }

  #leaveOut(line: ReadLine): void {
    if (line.why !== undefined) this.#counts.skip(line.why);
    else if (mayHoldCall(line.text)) this.#unread(line);
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

/** Users of the proxy are told apart; the lines without one are nobody's, even beside those of a single user. */
function contextOf({ principals = new Principals(), ...options }: AccessLogOptions): LogContext {
  const named = principals.startCapture();
  const nobody = principals.startCapture().keyFor(undefined);
  return {
    ...options,
    hostFamily: remembered(options.hostFamily),
    isApiPath: remembered(options.isApiPath),
    redactPath: remembered(redactPath),
    principalOf: remembered((user) =>
      user === undefined ? nobody : named.keyForIdentity({ token: user, scope: user }),
    ),
  };
}

/** So many answers are kept: a log asks the same few again and again. */
const mostAnswers = 10_000;

function remembered<Question, Answer>(ask: (question: Question) => Answer): (question: Question) => Answer {
  const answers = new Map<Question, { readonly answer: Answer }>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known.answer;
    const answer = ask(question);
    if (answers.size < mostAnswers) answers.set(question, { answer });
    return answer;
  };
}

function mostlyUnread(counts: LogCounts): InputError {
  const { shape = '', fields } = counts.firstUnread ?? {};
  const what = `most of its lines may hold calls and cannot be read (${counts.unread} of ${counts.lines}); they look like ${shape}`;
  const next =
    fields === undefined
      ? 'write them with the request in quotes ("GET /rest/v1/leads.json HTTP/1.1"), or as JSON and name its fields with --log-fields'
      : `--log-fields ${fields} would fit`;
  return new InputError(what, { next });
}

function noLog(problem: string | undefined): InputError {
  const what = problem === undefined ? 'no line of it is one of an access log' : `this is not a log: ${problem}`;
  return new InputError(what, {
    next: 'pass a log with the request in quotes (common, combined, Envoy) or one JSON object a line; --log-fields names its fields',
  });
}
