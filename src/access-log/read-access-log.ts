import { type HostFamilyOf, Principals } from '../har/index.ts';
import { ReadingProblem } from '../har/reading-problem.ts';
import { InputError } from '../model/input-error.ts';
import type { HostFamily } from '../model/operation.ts';
import { LineReader, type ReadLine } from './line-reader.ts';
import type { LogFields } from './log-fields.ts';
import type { LogFormats } from './log-formats.ts';
import { LogCounts, type LogSummary } from './log-summary.ts';
import type { LoggedCall } from './logged-call.ts';
import { readLines } from './read-lines.ts';
import { type LogContext, toLoggedCall } from './to-logged-call.ts';
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
  /** The rows of rules/log-formats.json, compiled. */
  readonly formats: LogFormats;
  /** Where lines hold what, beyond the names that are known. */
  readonly fields?: LogFields;
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
      for await (const { line, isEnded } of readLines(unpack(chunks))) {
        yield* log.take(line);
        if (!isEnded && log.endsBroken) problem = 'the last line is cut off';
      }
      yield* log.end();
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

/** One log's lines on their way to calls. */
class LogReading {
  readonly #lines: LineReader;
  readonly #context: LogContext;
  readonly #counts: LogCounts;
  #number = 0;
  /** Whether the last line may be the beginning of a good one. */
  endsBroken = false;

  constructor(options: AccessLogOptions, counts: LogCounts) {
    this.#lines = new LineReader({ formats: options.formats, named: options.fields ?? {} });
    this.#context = contextOf(options);
    this.#counts = counts;
  }

  *take(text: string): Generator<LoggedCall> {
    this.#number += 1;
    for (const line of this.#lines.read(text, this.#number)) yield* this.#calls(line);
  }

  *end(): Generator<LoggedCall> {
    for (const line of this.#lines.end(this.#number)) {
      yield* this.#calls(line);
      this.endsBroken ||= line.requests.length === 0;
    }
  }

  *#calls(line: ReadLine): Generator<LoggedCall> {
    this.#counts.addLines(line.lines);
    this.endsBroken = false;
    if (line.requests.length === 0) {
      this.#leaveOut(line);
      return;
    }
    const holdsBearer = /bearer[\s%20"]+[\w.:-]{12,}/i.test(line.text);
    for (const { request, row, around = [] } of line.requests) {
      const result = toLoggedCall(line.number, request, this.#context);
      if (result === 'unread' || (result === 'no-request' && mayHoldCall(line.text))) {
        this.#unread(line);
      } else if (typeof result === 'string') {
        this.#counts.skip(result);
        if (result === 'no-request') this.endsBroken = true;
      } else {
        this.#counts.noteFormat([row ?? '', ...around]);
        const { seen } = result;
        this.#counts.take(result.call, holdsBearer ? { ...seen, token: true } : seen);
        yield result.call;
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
    principalOf: (user) => (user === undefined ? nobody : named.keyForIdentity({ token: user, scope: user })),
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
