import type { Outcome } from '../model/evidence.ts';
import { readAnswer } from './answer.ts';
import type { AttachedBodies } from './attached.ts';
import { bodyReader } from './body.ts';
import { readCreatedJob } from './created-job.ts';
import type { Exchange, PrincipalKey } from './exchange.ts';
import { entryNumber } from './incomplete-copy.ts';
import { findCause, judgeOutcome, readMediaType, readStatus } from './outcome.ts';
import { nowhere, readPlaces } from './places.ts';
import { type CapturePrincipals, isClientId } from './principals.ts';
import { field, textField } from './raw.ts';
import type { SecretCounts } from './recorded-secrets.ts';
import { type MarketoRequest, type MarketoTargets, readRequest } from './request.ts';
import type { RawEntry } from './scan/index.ts';
import type { SkipReason } from './skip-reasons.ts';

/** What reading an entry takes besides the entry. */
export interface EntryContext {
  readonly targets: MarketoTargets;
  readonly principals: CapturePrincipals;
  readonly attached: AttachedBodies;
  readonly secrets: SecretCounts;
}

const identityPath = '/identity/oauth/token';

/**
 * Reduces one element of `log.entries` to an exchange, or says why it is left out. This is the only place where an
 * {@link Exchange} is made: it names each field that leaves the reader, and nothing is ever spread into it.
 */
export function toExchange(raw: RawEntry, context: EntryContext): Exchange | SkipReason {
  if (raw.kind !== 'whole') return raw.kind;
  const { index, value: entry, textOf } = raw;
  const { targets, principals, attached, secrets } = context;
  const bodyOf = bodyReader(textOf, attached);
  const request = readRequest(entry, bodyOf, targets);
  if (typeof request === 'string') return request;
  const response = field(entry, 'response');
  const answer = readAnswer(response, bodyOf);
  secrets.count(field(entry, 'request'), request, answer);
  const { host, path } = request;
  const startedAt = readDate(textField(entry, 'startedDateTime'));
  const identity = path.toLowerCase() === identityPath ? answer.identity : undefined;
  const answered = { host, path, status: readStatus(response), mediaType: readMediaType(response), answer };
  // What a tool's answer tells of permissions is nowhere written.
  const outcome = request.tools === undefined ? judgeOutcome(answered) : 'attempted';
  const cause = findCause(answered, outcome);
  const tellsPlaces = outcome === 'allowed' || cause === 'partition';
  const { workspaces, partitions } = tellsPlaces ? readPlaces(path, entry, bodyOf, request.pairs) : nowhere;
  const createdJob = readCreatedJob(path, response, bodyOf);
  return {
    entry: entryNumber(entry, index),
    method: request.method,
    methodOverridden: request.methodOverridden,
    ...(request.methodIsOpen === true ? { methodIsOpen: true } : {}),
    host,
    path,
    parameters: request.parameters,
    ...(request.tools === undefined ? {} : { tools: request.tools }),
    outcome,
    ...(cause === undefined ? {} : { cause }),
    errors: answer.codes,
    principal: identity
      ? principals.keyForIdentity({ ...identity, clientId: request.clientId })
      : principalOf(request, principals),
    ...placesOf(outcome, workspaces, partitions),
    ...(createdJob === undefined ? {} : { createdJob }),
    ...(startedAt === undefined ? {} : { startedAt }),
  };
}

/** A refused call worked nowhere; what it named is kept apart. */
function placesOf(outcome: Outcome, workspaces: readonly string[], partitions: readonly string[]): Partial<Exchange> {
  if (outcome !== 'allowed') return partitions.length === 0 ? {} : { refusedPartitions: partitions };
  return { ...(workspaces.length === 0 ? {} : { workspaces }), ...(partitions.length === 0 ? {} : { partitions }) };
}

/** The MCP server signs in as the client's Custom Service, so its id stands in the place of a token. */
function principalOf({ tools, clientId, credential }: MarketoRequest, principals: CapturePrincipals): PrincipalKey {
  const service = tools === undefined || clientId === undefined || !isClientId(clientId) ? undefined : clientId;
  return service === undefined ? principals.keyFor(credential) : principals.keyForClient(service);
}

/** As browsers write it, on a day that every month has, later than the start of 1970. */
const usualDate =
  /^(?:197[1-9]|19[89]\d|[2-9]\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** The year 10000, from which on a date is written in another way. */
const endOfDates = Date.UTC(10_000, 0);

/**
 * Best effort: producers write offsets, up to seven digits of a second, or nothing. The very start of 1970 is what a
 * program writes that does not know the time.
 */
export function readDate(text: string | undefined): string | undefined {
  if (text === undefined || usualDate.test(text)) return text;
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return undefined;
  const time = Date.parse(text);
  return time > 0 && time < endOfDates ? new Date(time).toISOString() : undefined;
}
