import { redactPath } from '../har/redact-path.ts';
import { LineReader } from './line-reader.ts';
import type { LineEffect } from './line-twins.ts';
import type { AccessLogOptions } from './log-context.ts';
import type { LoggedCall } from './logged-call.ts';
import type { ContentReading } from './read-content.ts';
import { type LogContext, type Seen, toLoggedCall } from './to-logged-call.ts';
import { beginsBroken } from './unread.ts';

/** What a line with one call comes to, but for its number and time. */
export interface CallEffect extends LineEffect {
  readonly row: string;
  readonly around: readonly string[] | undefined;
  readonly call: LoggedCall;
  readonly user: string | undefined;
  readonly seen: Seen;
  /** Whether it is a line of text, of which the answer may follow. */
  readonly isText: boolean;
}

/**
 * Reads lines from the start and forgets them: nothing is counted, and no user is told apart. Gives nothing for a line of
 * which there is more to say than one call.
 *
 * @param namesSeveral whether a line names more than one path of the API
 */
export function createReadEffect(
  reading: ContentReading,
  options: AccessLogOptions,
  namesSeveral: (line: string) => boolean,
): (line: string) => CallEffect | undefined {
  const nobody = '' as ReturnType<LogContext['principalOf']>;
  const context: LogContext = { ...options, redactPath, principalOf: () => nobody };
  return (text) => {
    const lines = new LineReader(reading);
    const [line, ...more] = lines.read(text, 0);
    const [one, ...others] = line?.requests ?? [];
    if (line === undefined || one === undefined || more.length + others.length > 0 || !lines.isQuiet) return undefined;
    const isText = line.record === undefined;
    if ((isText && beginsBroken(text)) || namesSeveral(text)) return undefined;
    const result = toLoggedCall(0, one.request, context);
    if (typeof result === 'string') return undefined;
    const { startedAt: _, ...call } = result.call;
    const { user, time } = one.request;
    return { row: one.row ?? '', around: one.around, call, user, seen: result.seen, isText, time };
  };
}
