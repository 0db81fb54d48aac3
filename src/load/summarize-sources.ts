import { basename, isAbsolute } from 'node:path';
import type { ExceptionComment } from '../model/policy.ts';
import type { InputSummary } from '../model/report.ts';
import type { TextAccount } from '../model/text-account.ts';
import { groupEntries } from '../sources/group-entries.ts';
import { leftOutReasons } from '../sources/left-out.ts';
import type { SourceSet } from '../sources/source-set.ts';
import type { SourceResult } from '../static/index.ts';
import { foldersToPass } from './folders-to-pass.ts';
import { maskSecrets } from './mask-secrets.ts';

/** Reasons for which callers or dependencies are missing: the answer is not whole. */
const cutReasons = new Set(['far-callers', 'far-dependencies']);

/** What of the code that was read was not followed, see docs/relevance.md. Published in reports; retired, never renamed. */
const setAsideReason = 'functions of which nothing of Marketo comes, which were not followed, or not in each call';

/** A reason is a person's own words: whatever they put into it, no report repeats a secret. */
function withoutSecrets(comment: ExceptionComment): ExceptionComment {
  return comment.reason === undefined ? comment : { ...comment, reason: maskSecrets(comment.reason) };
}

/** What a text shows may hold anything that an address can: no report repeats a secret. */
function accountOf({
  found: _found,
  notFollowed,
  ...drawers
}: TextAccount): Pick<InputSummary, 'texts' | 'unfollowed'> {
  const unfollowed = notFollowed.map((text) => ({ ...text, shown: maskSecrets(text.shown) }));
  return {
    texts: { ...drawers, notFollowed: notFollowed.length },
    ...(unfollowed.length === 0 ? {} : { unfollowed }),
  };
}

/** One row for the code as a whole, and one for each file that could not be read or followed to its end. */
export function summarizeSources(
  paths: readonly string[],
  set: SourceSet,
  { calls, annotations, exceptions, problems, texts, missing = [], setAside = 0 }: SourceResult,
): InputSummary[] {
  const isCut = set.leftOut.some(({ reason }) => cutReasons.has(reason));
  // A report says the same on every machine: of an absolute path only the last part is shown.
  const name = paths.map((path) => (isAbsolute(path) ? basename(path) : path)).join(', ');
  const whole: InputSummary = {
    file: name,
    kind: 'source',
    read: set.looked,
    calls: calls.length,
    skipped: [
      ...set.leftOut.map(({ reason, count }) => ({ reason: leftOutReasons[reason], count })),
      ...(setAside === 0 ? [] : [{ reason: setAsideReason, count: setAside }]),
    ],
    complete: !isCut,
    ...(isCut
      ? { problem: `the program hangs together in more files than are analysed at once${foldersToPass(set.seeds)}` }
      : {}),
    ...(set.entries.length === 0 || set.widen !== undefined ? {} : { entries: groupEntries(set.entries) }),
    ...(texts === undefined ? {} : accountOf(texts)),
    ...(missing.length === 0 ? {} : { missing, modulesNotRead: missing.length }),
    ...(annotations.length === 0 ? {} : { annotations }),
    ...(exceptions.length === 0 ? {} : { exceptions: exceptions.map(withoutSecrets) }),
  };
  const broken = [...set.problems, ...problems].map(({ file, what }) => ({
    file: file === '' ? name : file,
    kind: 'source' as const,
    read: 1,
    calls: 0,
    skipped: [],
    complete: false,
    problem: `it ${what}${file === '' ? foldersToPass(set.seeds) : ''}`,
  }));
  return [whole, ...broken];
}
