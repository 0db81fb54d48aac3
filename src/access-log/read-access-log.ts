import { ReadingProblem } from '../har/reading-problem.ts';
import { InputError } from '../model/input-error.ts';
import type { AccessLogOptions } from './log-context.ts';
import { LogReading } from './log-reading.ts';
import { LogCounts, type LogSummary } from './log-summary.ts';
import type { LoggedCall } from './logged-call.ts';
import { readLines } from './read-lines.ts';
import { unpack } from './unpack.ts';

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
      for await (const piece of readLines(unpack(chunks))) {
        for (const call of log.take(piece)) yield call;
        if (piece.kind === 'lines' && !piece.isEnded && log.endsBroken) problem = 'the last line is cut off';
      }
    } catch (error) {
      if (!(error instanceof ReadingProblem)) throw error;
      problem = error.message;
    }
    for (const call of log.end()) yield call;
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
