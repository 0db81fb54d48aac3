import { type HostFamilyOf, Principals } from '../har/index.ts';
import { ReadingProblem } from '../har/reading-problem.ts';
import { InputError } from '../model/input-error.ts';
import type { HostFamily } from '../model/operation.ts';
import type { LogFields } from './log-fields.ts';
import { LogCounts, type LogSummary } from './log-summary.ts';
import type { LoggedCall } from './logged-call.ts';
import type { LoggedRequest } from './logged-request.ts';
import { parseJsonLine } from './parse-json-line.ts';
import { parseTextLine } from './parse-text-line.ts';
import { type Line, readLines } from './read-lines.ts';
import type { SkipReason } from './skip-reasons.ts';
import { type LogContext, toLoggedCall } from './to-logged-call.ts';
import { unpack } from './unpack.ts';

export interface AccessLogOptions {
  /** Which host names are Marketo's, with the reader's own proxies; see `src/rules/marketo-hosts.ts`. */
  readonly hostFamily: HostFamilyOf;
  /** The host of lines that name none, where the reader said whose log it is. */
  readonly defaultHost?: HostFamily | undefined;
  /** See {@link createIsApiPath}. */
  readonly isApiPath: (path: string) => boolean;
  /** Whether host and path are those of an MCP server for Marketo. */
  readonly isMcpServer: (host: string, path: string) => boolean;
  /** Where JSON lines hold what, beyond the names that are known. */
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
 * logs of several formats may be joined; a line that cannot be used is counted.
 *
 * @throws InputError while iterating, when no line is one of a log. Whatever `chunks` throws passes through.
 */
export function readAccessLog(chunks: AsyncIterable<Uint8Array>, options: AccessLogOptions): AccessLogReading {
  let summary: LogSummary | undefined;
  const counts = new LogCounts();
  const context = contextOf(options);

  async function* calls(): AsyncGenerator<LoggedCall> {
    let problem: string | undefined;
    try {
      for await (const { line, isEnded } of readLines(unpack(chunks))) {
        const result = readLine(line, counts.lines + 1, options.fields ?? {}, context);
        if (typeof result === 'string') {
          counts.skip(result);
          if (!isEnded && isBroken(result)) problem = 'the last line is cut off';
        } else {
          counts.take(result);
          yield result;
        }
      }
    } catch (error) {
      if (!(error instanceof ReadingProblem)) throw error;
      problem = error.message;
    }
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

/** Users of the proxy are told apart; the lines without one are nobody's, even beside those of a single user. */
function contextOf({ principals = new Principals(), ...options }: AccessLogOptions): LogContext {
  const named = principals.startCapture();
  const nobody = principals.startCapture().keyFor(undefined);
  return {
    ...options,
    principalOf: (user) => (user === undefined ? nobody : named.keyForIdentity({ token: user, scope: user })),
  };
}

function readLine(line: Line, number: number, fields: LogFields, context: LogContext): LoggedCall | SkipReason {
  if (line === 'too-long') return line;
  const text = line.text.trim();
  if (text === '') return 'blank';
  const request: LoggedRequest | SkipReason = text.startsWith('{') ? parseJsonLine(text, fields) : parseTextLine(text);
  return typeof request === 'string' ? request : toLoggedCall(number, request, context);
}

/** Whether a last line for which this is the reason may be the beginning of a good one. */
function isBroken(reason: SkipReason): boolean {
  return reason === 'no-log-line' || reason === 'no-request';
}

function noLog(problem: string | undefined): InputError {
  const what = problem === undefined ? 'no line of it is one of an access log' : `this is not a log: ${problem}`;
  return new InputError(what, {
    next: 'pass a log with the request in quotes (common, combined, Envoy) or one JSON object a line; --log-fields names its fields',
  });
}
