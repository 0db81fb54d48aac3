import { runGitRaw } from '../sources/run-git.ts';
import { hashOf } from './snapshot.ts';

/** What git is configured to do in a folder, by the repository, the user and the system. */
export interface GitSettings {
  /** Tells these settings from all others. They may hold secrets, so that nothing else is kept of them. */
  readonly digest: string;
  /** Options that switch off everything that would run a program while contents are compared. */
  readonly withoutFilters: readonly string[];
  /** A file of ignore rules for all of the user's repositories, as it is written. */
  readonly ignoreFile: string | undefined;
}

/** @returns `undefined` where git cannot tell */
export async function readGitSettings(folder: string): Promise<GitSettings | undefined> {
  const text = await runGitRaw(folder, ['config', '-z', '--list']);
  if (text === undefined) return undefined;
  const settings = text.toString('utf8').split('\0').map(keyAndValue);
  const filters = new Set(settings.flatMap(({ key }) => /^filter\.(.*)\.[^.]*$/s.exec(key)?.[1] ?? []));
  const off = [...filters].flatMap((name) => [
    `filter.${name}.clean=`,
    `filter.${name}.process=`,
    `filter.${name}.required=false`,
  ]);
  return {
    digest: hashOf(text),
    withoutFilters: off.flatMap((setting) => ['-c', setting]),
    ignoreFile: settings.findLast(({ key }) => key === 'core.excludesfile')?.value,
  };
}

function keyAndValue(setting: string): { readonly key: string; readonly value: string } {
  const end = setting.indexOf('\n');
  return end === -1 ? { key: setting, value: '' } : { key: setting.slice(0, end), value: setting.slice(end + 1) };
}
