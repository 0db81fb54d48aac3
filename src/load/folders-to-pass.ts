import { compareText } from '../model/location.ts';
import { listSome } from '../model/words.ts';

/** So many folders are named. */
const named = 3;

/**
 * What may be passed instead of a folder that is too large, as a clause to follow what is wrong with it: the folders with
 * the most files that name Marketo's API. Empty where there is no choice.
 */
export function foldersToPass(seeds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const [folder, ...rest] of seeds.map((path) => path.split('/'))) {
    if (folder !== undefined && rest.length > 0) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const folders = [...counts].toSorted((a, b) => b[1] - a[1] || compareText(a[0], b[0])).map(([folder]) => folder);
  return folders.length < 2 ? '' : `; Marketo's API is named in ${listSome(folders, named)}`;
}
