import {
  type AttachedBodies,
  bodyReader,
  copiedFrom,
  durationOf,
  entryNumber,
  field,
  findCause,
  isFromCache,
  judgeOutcome,
  nowhere,
  type RawEntry,
  readAnswer,
  readCreatedJob,
  readDate,
  readMediaType,
  readPlaces,
  readRequest,
  readStatus,
  textField,
  workerAnswer,
} from '../har/entry-parts.ts';
import type { MarketoTargets, SkipReason } from '../har/index.ts';
import type { Naming } from './pseudonyms.ts';
import { redactRequest } from './redact-request.ts';
import { redactResponse } from './redact-response.ts';

export interface RedactEntryContext {
  readonly targets: MarketoTargets;
  readonly pseudonyms: Naming;
  readonly attached: AttachedBodies;
  readonly hideMunchkin: boolean;
  /** Whether the recording's times are left out. */
  readonly dropTimes: boolean;
}

/** An entry of a redacted copy. */
export interface RedactedEntry {
  /** One element of `log.entries`, as JSON. */
  readonly json: string;
  readonly startedAt?: string;
}

/** HAR asks for a time; the reader takes this one for none. */
const noTime = '1970-01-01T00:00:00.000Z';

/**
 * Writes an entry anew with nothing but what rolefit reads, or says why there is nothing to write. Nothing of the
 * recording is ever copied over as it is: each part is built from what the reader made of it, so what nobody thought
 * of is left out.
 */
export function redactEntry(raw: RawEntry, context: RedactEntryContext): RedactedEntry | SkipReason {
  if (raw.kind !== 'whole') return raw.kind;
  const { value: entry, textOf } = raw;
  const { targets, pseudonyms, attached, hideMunchkin } = context;
  const bodyOf = bodyReader(textOf, attached);
  const read = readRequest(entry, bodyOf, targets);
  if (typeof read === 'string') return read;
  const response = field(entry, 'response');
  const answer = readAnswer(response, bodyOf);
  const answered = { status: readStatus(response), mediaType: readMediaType(response), answer };
  const judged = { host: read.host, path: read.path, ...answered };
  const outcome = judgeOutcome(judged);
  // As in the reader: these calls tell where they worked, or where they were refused.
  const tellsPlaces = outcome === 'allowed' || findCause(judged, outcome) === 'partition';
  const places = tellsPlaces ? readPlaces(read.path, entry, bodyOf) : nowhere;
  const startedAt = context.dropTimes ? undefined : readDate(textField(entry, 'startedDateTime'));
  const redacted = {
    startedDateTime: startedAt ?? noTime,
    ...workerTime(raw, context),
    request: redactRequest(field(entry, 'request'), read, {
      bodyOf,
      pseudonyms,
      partitions: places.partitions,
      hideMunchkin,
    }),
    response: {
      ...redactResponse(response, {
        answer,
        workspaces: outcome === 'allowed' ? places.workspaces : [],
        createdJob: readCreatedJob(read.path, response, bodyOf),
        pseudonyms,
      }),
      ...workerMarks[workerAnswer(raw) ?? 'none'],
    },
    cache: {},
    [copiedFrom]: entryNumber(entry, raw.index),
    timings: { send: 0, wait: 0, receive: 0 },
    ...(isFromCache(raw) ? { _fromCache: 'disk' } : {}),
  };
  return { json: JSON.stringify(redacted), ...(startedAt === undefined ? {} : { startedAt }) };
}

/** Written as browsers do, so that a call through a service worker is one call in the copy as well. */
const workerMarks = {
  none: {},
  sent: { _fetchedViaServiceWorker: true, _serviceWorkerResponseSource: 'network' },
  cached: { _fetchedViaServiceWorker: true, _serviceWorkerResponseSource: 'cache-storage' },
} as const;

/** How long a page waited for its service worker tells which call the worker sent for it. */
function workerTime(raw: RawEntry, { dropTimes }: RedactEntryContext): { readonly time: number } {
  const time = durationOf(raw);
  const isKept = workerAnswer(raw) === 'sent' && !dropTimes && Number.isFinite(time);
  return { time: isKept ? time : 0 };
}
