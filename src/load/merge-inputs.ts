import { compareText } from '../model/location.ts';
import type { EntryGroup, InputSummary } from '../model/report.ts';

/** A recording or a broken file that several services have read is one input; code is read by each with its own entries. */
export function mergeInputs(inputs: readonly InputSummary[]): InputSummary[] {
  const merged = new Map<string, InputSummary>();
  for (const input of inputs) {
    const key = `${input.kind} ${input.file}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? input : mergeTwo(known, input));
  }
  return [...merged.values()].sort((a, b) => compareText(a.file, b.file) || compareText(a.kind, b.kind));
}

function mergeTwo(a: InputSummary, b: InputSummary): InputSummary {
  const fuller = b.read > a.read || (b.read === a.read && b.calls > a.calls) ? b : a;
  const broken = [a, b].find(({ complete }) => !complete);
  const annotations = distinct([...(a.annotations ?? []), ...(b.annotations ?? [])]);
  const entries = mergeEntries([...(a.entries ?? []), ...(b.entries ?? [])]);
  const missing = distinct([...(a.missing ?? []), ...(b.missing ?? [])]);
  const exceptions = distinct([...(a.exceptions ?? []), ...(b.exceptions ?? [])]);
  // A text that one service's code leads to a call may be lost to the other: what is said is the worse of both.
  const texts = (b.texts?.notFollowed ?? 0) > (a.texts?.notFollowed ?? 0) ? b : a;
  return {
    ...fuller,
    ...(texts.texts === undefined ? {} : { texts: texts.texts }),
    ...(texts.unfollowed === undefined ? {} : { unfollowed: texts.unfollowed }),
    ...(missing.length === 0 ? {} : { missing, modulesNotRead: missing.length }),
    complete: broken === undefined,
    ...(broken?.problem === undefined ? {} : { problem: broken.problem }),
    ...(entries.length === 0 ? {} : { entries }),
    ...(annotations.length === 0 ? {} : { annotations }),
    ...(exceptions.length === 0 ? {} : { exceptions }),
  };
}

/** Services have entries of their own: of each reason all files, those of several services once. */
function mergeEntries(groups: readonly EntryGroup[]): EntryGroup[] {
  const merged = new Map<string, EntryGroup>();
  for (const group of groups) {
    const known = merged.get(group.reason);
    const files = distinct([...(known?.files ?? []), ...group.files]).sort(compareText);
    const shared = (known?.files ?? []).filter((file) => group.files.includes(file)).length;
    merged.set(group.reason, { ...group, files, count: (known?.count ?? 0) + group.count - shared });
  }
  return [...merged.values()].sort((a, b) => compareText(a.reason, b.reason));
}

/** Equal values once, in the order of their last. */
export function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
