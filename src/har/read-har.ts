import { InputError } from '../model/input-error.ts';
import { AttachedBodies, type FindAttached, largestAttached } from './attached.ts';
import { decodeText } from './decode.ts';
import type { Exchange } from './exchange.ts';
import { HarCounts, type HarSummary } from './har-summary.ts';
import { problemOfCopy } from './incomplete-copy.ts';
import { type CapturePrincipals, Principals, unknownPrincipal } from './principals.ts';
import { field } from './raw.ts';
import { ReadingProblem } from './reading-problem.ts';
import { SecretCounts } from './recorded-secrets.ts';
import type { MarketoTargets } from './request.ts';
import { EntryScanner, type RawEntry, type ReadingLimits } from './scan/index.ts';
import { WorkerCalls, workerAnswer } from './service-worker.ts';
import { toExchange } from './to-exchange.ts';

export interface HarOptions extends MarketoTargets {
  /** Shared by the HARs of one run, so that a user is the same in all of them. */
  readonly principals?: Principals;
  /** Called now and then with the number of entries read so far. */
  readonly onProgress?: (entries: number) => void;
  readonly limits?: ReadingLimits;
  /** Finds a body that the HAR names as a file beside it, by its bare name. An archive is looked into by itself. */
  readonly findAttached?: FindAttached | undefined;
}

/** A HAR while and after it is read. It can be gone through once. */
export interface HarReading extends AsyncIterable<Exchange> {
  /** Turns `Exchange.principal` into a label, after the last entry. */
  readonly principals: Principals;
  /** What the HAR gave. Only after the last entry; asking earlier is a bug. */
  summary(): HarSummary;
}

/**
 * Reads a HAR of any size in constant memory: bytes in, exchanges with Marketo out. Plain, gzip, zlib or zip, any HAR
 * version, any producer; an entry that cannot be used is counted, and a file that breaks off gives what came before.
 *
 * @throws InputError while iterating, when the input is no HAR at all. Whatever `chunks` throws passes through.
 */
export function readHar(chunks: AsyncIterable<Uint8Array>, options: HarOptions): HarReading {
  const principals = options.principals ?? new Principals();
  const capture = principals.startCapture();
  let summary: HarSummary | undefined;
  let started = false;

  async function* exchanges(): AsyncGenerator<Exchange> {
    if (started) throw new Error('a HAR can be gone through once');
    started = true;
    const counts = new HarCounts();
    const attached = new AttachedBodies(options.findAttached);
    const secrets = new SecretCounts();
    const workers = new WorkerCalls();
    let ready: Exchange[] = [];
    let cached = 0;
    const scanner = new EntryScanner((raw) => {
      const result = toExchange(raw, { targets: options, principals: capture, attached, secrets });
      if (typeof result === 'string') counts.skip(result, raw.index);
      else if (workers.isRepeated(raw, result)) counts.skip('repeated', raw.index);
      else {
        ready.push(counts.take(result));
        if (isFromCache(raw) || workerAnswer(raw) === 'cached') cached += 1;
      }
    }, options.limits);
    const stop: StopPoint = {};
    for await (const _ of scanAll(chunks, { scanner, attached, stop })) {
      // Delegating to a list would wrap each of its items once more.
      for (const exchange of ready) yield exchange;
      ready = [];
      options.onProgress?.(counts.entries);
    }
    const problem = stop.problem ?? problemOfCopy(scanner.creator, scanner.creatorComment);
    const notes = [...notesOn(principals, capture), ...notesOnAnswers(cached, attached.missing)];
    summary = { ...counts.summary(problem, scanner.creator, notes), ...secretsIn(secrets) };
  }

  return {
    principals,
    [Symbol.asyncIterator]: exchanges,
    summary: () => {
      if (summary === undefined) throw new Error('the summary of a HAR is known after its last entry');
      return summary;
    },
  };
}

function secretsIn({ found }: SecretCounts): Pick<HarSummary, 'secrets'> {
  return found === undefined ? {} : { secrets: found };
}

export interface StopPoint {
  /** Why reading ended before the file did, in a sentence. */
  problem?: string;
}

interface Scan {
  readonly scanner: EntryScanner;
  readonly attached: AttachedBodies;
  readonly stop: StopPoint;
}

/**
 * Scans to the end or the first problem, which it notes instead of throwing. Yields when a chunk has been looked at.
 * @throws InputError when the input is no HAR at all. Whatever `chunks` throws passes through.
 */
export async function* scanAll(
  chunks: AsyncIterable<Uint8Array>,
  { scanner, attached, stop }: Scan,
): AsyncGenerator<void> {
  try {
    const { bytes, archive } = await decodeText(chunks);
    if (archive) attached.lookIn((name) => archive.findSmall(name, largestAttached));
    for await (const chunk of bytes) {
      scanner.write(chunk);
      yield;
    }
    if (scanner.sawObject) scanner.end();
  } catch (error) {
    if (!(error instanceof ReadingProblem)) throw error;
    // A file that is cut off before its first entry may well be a HAR; one that fails there otherwise is of no use.
    if (!scanner.sawEntries && error.kind !== 'cut-off') throw error.kind === 'damaged' ? damaged(error) : notHar();
    stop.problem = error.message;
    yield;
  }
  if (!scanner.sawEntries && stop.problem === undefined) throw notHar();
}

function damaged(cause: ReadingProblem): InputError {
  return new InputError(cause.message, { next: 'copy or export the file again', cause });
}

function notHar(): InputError {
  return new InputError('this is not a HAR: no list "log.entries" was found in it', {
    next: 'pass a file that a browser or proxy saved as HAR',
  });
}

/** Browsers say so of an answer that they had: the call was made, but at an earlier time. */
export function isFromCache(raw: RawEntry): boolean {
  return raw.kind === 'whole' && typeof field(raw.value, '_fromCache') === 'string';
}

function notesOn(principals: Principals, capture: CapturePrincipals): string[] {
  if (capture.usedWithout && !capture.usedWith) {
    return [
      `no call in it carries a token or tells its user: all are taken to be of one principal, "${unknownPrincipal}"`,
    ];
  }
  const user = capture.usedWithout ? capture.onlyUser(principals.labels()) : undefined;
  if (user === undefined) return [];
  return [`calls without a credential are taken to be those of ${user}, the only principal in the file`];
}

function notesOnAnswers(cached: number, missing: number): string[] {
  const ofCache = `answers that a browser had in its cache: ${cached}; their calls were made before this recording`;
  const ofMissing = `answers that are said to be in files of their own, and were not found there: ${missing}`;
  return [...(cached > 0 ? [ofCache] : []), ...(missing > 0 ? [ofMissing] : [])];
}
