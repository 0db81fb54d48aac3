import {
  AttachedBodies,
  EntryScanner,
  type FindAttached,
  HarCounts,
  type ReadingLimits,
  type StopPoint,
  scanAll,
} from '../har/entry-parts.ts';
import { copyComments, ownName, problemOfCopy } from '../har/incomplete-copy.ts';
import type { HarSummary, MarketoTargets } from '../har/index.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { redactEntry } from './redact-entry.ts';

/** Entries of requests that do not count are dropped. */
export interface RedactOptions extends MarketoTargets {
  /** rolefit's own, for `log.creator`. */
  readonly version: string;
  /** Whether munchkin ids, which name the subscription, are replaced as well. */
  readonly hideMunchkin?: boolean;
  /** Whether the recording's times are left out. */
  readonly dropTimes?: boolean;
  readonly limits?: ReadingLimits;
  /** Finds a body that the HAR names as a file beside it. */
  readonly findAttached?: FindAttached;
}

/** A redacted copy while and after it is made: the text in pieces. It can be gone through once. */
export interface HarRedaction extends AsyncIterable<string> {
  /** What of the recording is in the copy. Only after the last piece; asking earlier is a bug. */
  summary(): HarSummary;
}

/**
 * Writes a HAR anew with nothing but what rolefit reads of it: HAR 1.2, in constant memory, from any container that
 * the reader takes. Its report is that of the recording, but for entries that never counted.
 *
 * @throws InputError while iterating and before the first piece, when the input is no HAR at all. Whatever `chunks`
 * throws passes through.
 */
export function redactHar(chunks: AsyncIterable<Uint8Array>, options: RedactOptions): HarRedaction {
  let summary: HarSummary | undefined;

  async function* pieces(): AsyncGenerator<string> {
    const counts = new HarCounts();
    const attached = new AttachedBodies(options.findAttached);
    const pseudonyms = new Pseudonyms();
    const { hideMunchkin = false, dropTimes = false } = options;
    let ready: string[] = [];
    const scanner = new EntryScanner((raw) => {
      const result = redactEntry(raw, { targets: options, pseudonyms, attached, hideMunchkin, dropTimes });
      if (typeof result === 'string') counts.skip(result, raw.index);
      else ready.push(counts.take(result).json);
    }, options.limits);
    const stop: StopPoint = {};
    let isBegun = false;
    for await (const _ of scanAll(chunks, { scanner, attached, stop })) {
      if (ready.length === 0) continue;
      yield `${isBegun ? ',\n' : head}${ready.join(',\n')}`;
      isBegun = true;
      ready = [];
    }
    const problem = stop.problem ?? problemOfCopy(scanner.creator, scanner.creatorComment);
    summary = counts.summary(problem, scanner.creator, []);
    yield `${isBegun ? '' : head}${tail(options.version, summary.complete)}`;
  }

  return {
    [Symbol.asyncIterator]: pieces,
    summary: () => {
      if (summary === undefined) throw new Error('the summary of a copy is known after its last piece');
      return summary;
    },
  };
}

const head = '{"log":{"version":"1.2","entries":[\n';

/** The creator comes last, because whether the recording broke off is known only then. */
function tail(version: string, isComplete: boolean): string {
  const comment = isComplete ? copyComments.complete : copyComments.incomplete;
  return `\n],"creator":${JSON.stringify({ name: ownName, version, comment })}}}\n`;
}
