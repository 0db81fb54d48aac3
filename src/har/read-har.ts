import { InputError } from '../model/input-error.ts';
import { decodeText } from './decode.ts';
import { defaultLimits, EntryParser, type RawEntry, type ReadingLimits } from './entry-parser.ts';
import type { Exchange } from './exchange.ts';
import { HarCounts, type HarSummary } from './har-summary.ts';
import { type CapturePrincipals, Principals } from './principals.ts';
import { ReadingProblem } from './reading-problem.ts';
import type { HostFamilyOf } from './request.ts';
import { toExchange } from './to-exchange.ts';

export interface HarOptions {
  /** Which host names are Marketo's, with the reader's own proxies; see `src/rules/marketo-hosts.ts`. */
  readonly hostFamily: HostFamilyOf;
  /** Shared by the HARs of one run, so that a user is the same in all of them. */
  readonly principals?: Principals;
  /** Called now and then with the number of entries read so far. */
  readonly onProgress?: (entries: number) => void;
  readonly limits?: ReadingLimits;
}

/** A HAR while and after it is read. It can be gone through once. */
export interface HarReading extends AsyncIterable<Exchange> {
  /** Turns `Exchange.principal` into a label, after the last entry. */
  readonly principals: Principals;
  /** What the HAR gave. Only after the last entry; asking earlier is a bug. */
  summary(): HarSummary;
}

/**
 * Reads a HAR of any size in constant memory: bytes in, exchanges with Marketo out. Plain, gzip and zlib, any HAR
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
    const parser = new EntryParser(options.limits ?? defaultLimits);
    const counts = new HarCounts();
    const problem: { sentence?: string } = {};
    for await (const batch of batches(chunks, parser, problem)) {
      for (const raw of batch) {
        const exchange = reduce(raw, counts, capture, options.hostFamily);
        if (exchange !== undefined) yield exchange;
      }
      options.onProgress?.(counts.entries);
    }
    summary = counts.summary(problem.sentence, parser.creator, notesOn(principals, capture));
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

/** The entries that each chunk completes. Ends at the first problem, which it notes instead of throwing. */
async function* batches(
  chunks: AsyncIterable<Uint8Array>,
  parser: EntryParser,
  problem: { sentence?: string },
): AsyncGenerator<RawEntry[]> {
  try {
    for await (const chunk of decodeText(chunks)) {
      parser.write(chunk);
      yield parser.takeReady();
    }
    if (parser.sawObject) parser.end();
  } catch (error) {
    if (!(error instanceof ReadingProblem)) throw error;
    // A file that is cut off before its first entry may well be a HAR; one that fails there otherwise is of no use.
    if (!parser.sawEntries && error.kind !== 'cut-off') throw error.kind === 'damaged' ? damaged(error) : notHar();
    problem.sentence = error.message;
    yield parser.takeReady();
  }
  if (!parser.sawEntries && problem.sentence === undefined) throw notHar();
}

function damaged(cause: ReadingProblem): InputError {
  return new InputError(cause.message, { next: 'copy or export the file again', cause });
}

function notHar(): InputError {
  return new InputError('this is not a HAR: no list "log.entries" was found in it', {
    next: 'pass a file that a browser or proxy saved as HAR',
  });
}

function reduce(
  raw: RawEntry,
  counts: HarCounts,
  capture: CapturePrincipals,
  hostFamily: HostFamilyOf,
): Exchange | undefined {
  const result = raw.tooLarge ? 'too-large' : toExchange(raw.index, raw.value, { hostFamily, principals: capture });
  if (typeof result === 'string') {
    counts.skip(result);
    return undefined;
  }
  counts.take(result);
  return result;
}

function notesOn(principals: Principals, capture: CapturePrincipals): string[] {
  const user = capture.usedWithout ? capture.onlyUser(principals.labels()) : undefined;
  if (user === undefined) return [];
  return [`calls without a credential are taken to be those of ${user}, the only principal in the file`];
}
