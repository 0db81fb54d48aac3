import { createHash } from 'node:crypto';
import type { ApiCall } from '../../model/api-call.ts';
import type { InputSummary } from '../../model/report.ts';
import type { FileFacts } from '../../sources/look-at-bytes.ts';
import type { ProgramAnswer } from '../run/programs.ts';

/** What an analysis of source code gave. */
export interface Answer {
  readonly calls: readonly ApiCall[];
  readonly inputs: readonly InputSummary[];
  readonly programs: readonly ProgramAnswer[];
  /** The files that were analysed, as [path as the report shows it, path from the home, hash of the text]. */
  readonly files: readonly (readonly [shown: string, path: string, hash: string])[];
}

/** Everything that is remembered of an analysis of one or several folders. */
export interface Snapshot {
  /** For each analysed folder, as they were given: hash of git's listing, and ids of what differed from it. */
  readonly states: readonly { readonly tracked: string; readonly changed: readonly (readonly [string, string])[] }[];
  readonly answer: Answer;
  /** Files that were asked for besides, from the home, such as configuration; those outside the folders with an id. */
  readonly consulted: readonly (readonly [path: string, id?: string])[];
  /** Hash of what a look at the files' bytes gave. See {@link factsText}. */
  readonly facts: string;
}

type Row = readonly [
  path: string,
  flags: number,
  size: number,
  rest?: readonly string[] | NonNullable<FileFacts['unfit']>,
];

const flagNames = ['strong', 'suffix', 'setting', 'mention', 'sends'] as const;

/** What a file's bytes gave, or that it could not be read. */
export type KnownFacts = FileFacts | 'opaque';

const opaqueFlags = -1;

/** Facts by path from the home, laid out so that a file's own are found without reading the others. */
export function factsText(facts: Iterable<readonly [string, FileFacts | undefined]>): Buffer {
  const rows = Array.from(facts, ([path, fact]) => JSON.stringify(rowOf(path, fact)));
  return Buffer.from(`[\n${rows.join(',\n')}\n]`);
}

function rowOf(path: string, fact: FileFacts | undefined): Row {
  if (fact === undefined) return [path, opaqueFlags, 0];
  const { clues, size, specifiers, unfit } = fact;
  const flags = flagNames.reduce((sum, name, bit) => sum + (clues[name] ? 1 << bit : 0), 0);
  const rest = unfit ?? specifiers;
  return rest === undefined ? [path, flags, size] : [path, flags, size, rest];
}

function factOf([, flags, size, rest]: Row): KnownFacts {
  if (flags === opaqueFlags) return 'opaque';
  const [strong = false, suffix = false, setting = false, mention = false, sends = false] = flagNames.map(
    (_, bit) => (flags & (1 << bit)) !== 0,
  );
  const clues = { strong, suffix, setting, mention, sends };
  return typeof rest === 'string'
    ? { clues, size, specifiers: undefined, unfit: rest }
    : { clues, size, specifiers: rest };
}

/** The facts of one file. */
export function factsOf(facts: Buffer, path: string): KnownFacts | undefined {
  const start = facts.indexOf(`\n[${JSON.stringify(path)},`);
  if (start === -1) return undefined;
  const end = facts.indexOf('\n', start + 1);
  return factOf(JSON.parse(facts.toString('utf8', start, end).replace(/,$/, '')) as Row);
}

/** The facts of all files. */
export function allFacts(facts: Buffer): Map<string, KnownFacts> {
  return new Map((JSON.parse(facts.toString('utf8')) as Row[]).map((row) => [row[0], factOf(row)]));
}

/** Tells contents apart: SHA-256 in Base64. */
export function hashOf(contents: Uint8Array | string): string {
  return createHash('sha256').update(contents).digest('base64');
}
