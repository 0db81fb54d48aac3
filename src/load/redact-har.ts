import { dirname, resolve } from 'node:path';
import { type MarketoTargets, skipReasons } from '../har/index.ts';
import type { LeakReport } from '../model/leak.ts';
import { checkHar, type RedactOptions, redactHar } from '../redact/index.ts';
import { hostFamily } from '../rules/marketo-hosts.ts';
import { loadAttached } from './attached.ts';
import { type ByteProgress, countBytes, loadBytes } from './bytes.ts';
import { standardInput } from './har.ts';
import { renamed } from './input-file.ts';
import { loadMcpTraffic } from './mcp.ts';
import { loadVersion } from './version.ts';
import { writeCopy } from './write-copy.ts';

/** Where a HAR is read from. */
export interface HarInput {
  /** A path relative to `cwd`, or `-` for standard input. */
  readonly path: string;
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Further hosts that are Marketo's, e.g. a proxy. */
  readonly hosts: readonly string[];
  readonly onProgress?: (progress: ByteProgress) => void;
}

/** Where the copy goes: a new file, packed when its name ends in `.gz`, or a stream of text. */
export type CopyTarget =
  | { readonly kind: 'file'; readonly path: string; readonly replace: boolean }
  | { readonly kind: 'stream'; readonly write: (text: string) => Promise<void> };

/** What of a recording is in its copy. */
export interface CopySummary {
  /** Entries that the copy holds. */
  readonly kept: number;
  /** Entries that it does not, by reason in words: they count for no report. */
  readonly dropped: readonly { readonly reason: string; readonly count: number }[];
  /** Why the recording could not be read to its end, in one sentence; the copy says that it lacks something. */
  readonly problem?: string;
}

/**
 * Writes a redacted copy of a HAR. The file appears whole or not at all, readable by its owner alone.
 *
 * @throws InputError for an input that cannot be read or is no HAR, and for a target that is there already, is the
 * input, or cannot be written.
 */
export async function redactHarFile(
  input: HarInput,
  target: CopyTarget,
  options: Pick<RedactOptions, 'hideMunchkin' | 'dropTimes'>,
): Promise<CopySummary> {
  const redaction = redactHar(bytesOf(input), {
    ...options,
    ...(await targetsOf(input)),
    version: await loadVersion(),
    ...(input.path === standardInput
      ? {}
      : { findAttached: (name) => loadAttached(dirname(resolve(input.cwd, input.path)), name) }),
  });
  const pieces = naming(redaction, input.path);
  if (target.kind === 'file') {
    const { path, replace } = target;
    const source = input.path === standardInput ? undefined : resolve(input.cwd, input.path);
    await writeCopy(pieces, resolve(input.cwd, path), { shown: path, replace, source });
  } else for await (const piece of pieces) await target.write(piece);
  const { taken, skipped, problem } = redaction.summary();
  return {
    kept: taken,
    dropped: skipped.map(({ reason, count }) => ({ reason: skipReasons[reason], count })),
    ...(problem === undefined ? {} : { problem }),
  };
}

/**
 * Says what a HAR leaks.
 * @throws InputError for an input that cannot be read or is no HAR.
 */
export async function checkHarFile(input: HarInput): Promise<LeakReport> {
  try {
    return await checkHar(bytesOf(input), await targetsOf(input));
  } catch (error) {
    throw renamed(error, input.path);
  }
}

async function targetsOf({ hosts }: HarInput): Promise<MarketoTargets> {
  return { hostFamily: (host) => hostFamily(host, hosts), mcp: await loadMcpTraffic() };
}

function bytesOf({ path, cwd, stdin, onProgress }: HarInput): AsyncIterable<Uint8Array> {
  return path === standardInput ? countBytes(stdin, onProgress) : loadBytes(resolve(cwd, path), onProgress, 'reused');
}

/** Errors of the reader name the file as it was given. */
async function* naming(pieces: AsyncIterable<string>, path: string): AsyncGenerator<string> {
  try {
    yield* pieces;
  } catch (error) {
    throw renamed(error, path);
  }
}
