import { posix } from 'node:path';

/** The folder of a file: "" for one at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The file's own name. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path from a folder, or `undefined` when it leads out of the top. */
export function joinPath(folder: string, path: string): string | undefined {
  // Most imports need no look at every segment.
  if (/^\.\/[^./]+$/.test(path)) return below(folder, path.slice(2));
  const joined = posix.join(folder, path);
  if (joined === '..' || joined.startsWith('../') || joined.startsWith('/')) return undefined;
  return joined === '.' ? '' : joined.replace(/\/$/, '');
}

/** The folder itself and those around it, the nearest first. */
export function* foldersUp(folder: string): Generator<string> {
  for (let current = folder; ; current = folderOf(current)) {
    yield current;
    if (current === '') return;
  }
}

/** A path below a folder. */
export function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Whether a path is the folder or lies in it. */
export function isWithin(folder: string, path: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
