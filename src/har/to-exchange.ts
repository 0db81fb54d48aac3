import { readAnswer } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { judgeOutcome, readMediaType, readStatus } from './outcome.ts';
import type { CapturePrincipals } from './principals.ts';
import { field, textField } from './raw.ts';
import { type HostFamilyOf, readRequest } from './request.ts';
import type { SkipReason } from './skip-reasons.ts';

/** What reading an entry takes besides the entry. */
export interface EntryContext {
  readonly hostFamily: HostFamilyOf;
  readonly principals: CapturePrincipals;
}

const identityPath = '/identity/oauth/token';

/**
 * Reduces one element of `log.entries` to an exchange, or says why it is left out. This is the only place where an
 * {@link Exchange} is made: it names each field that leaves the reader, and nothing is ever spread into it.
 */
export function toExchange(
  index: number,
  entry: unknown,
  { hostFamily, principals }: EntryContext,
): Exchange | SkipReason {
  const request = readRequest(entry, hostFamily);
  if (typeof request === 'string') return request;
  const response = field(entry, 'response');
  const answer = readAnswer(response);
  const { host, path } = request;
  const startedAt = readDate(textField(entry, 'startedDateTime'));
  const identity = path.toLowerCase() === identityPath ? answer.identity : undefined;
  return {
    entry: index,
    method: request.method,
    methodOverridden: request.methodOverridden,
    host,
    path,
    parameters: request.parameters,
    outcome: judgeOutcome({ host, path, status: readStatus(response), mediaType: readMediaType(response), answer }),
    errors: answer.codes,
    principal: identity ? principals.keyForIdentity(identity) : principals.keyFor(request.credential),
    ...(startedAt === undefined ? {} : { startedAt }),
  };
}

/** Best effort: producers write offsets, up to seven digits of a second, or nothing. */
function readDate(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
