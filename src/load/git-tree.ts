import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../model/input-error.ts';
import { readBlobs } from './git-blobs.ts';
import { runGit } from './sources/run-git.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

/** A tree of more is not one that people work in. */
const mostFiles = 200_000;
const mostBytes = 1024 * 1024 * 1024;
/** A larger file is no source code, and a recording of that size is not compared by what is checked in. In bytes. */
const largestFile = 8 * 1024 * 1024;

interface TreeFile {
  readonly path: string;
  readonly object: string;
}

/**
 * Hands the files of a commit to `use`, in a private folder that is gone afterwards. They are read from git's objects
 * as they are: no hook, filter, attribute or other configuration of the repository has a part in it, links and
 * submodules are left out, and the work tree is not touched.
 *
 * @param folder absolute; the same folder of the commit is what `use` is given
 * @param ref whatever names a commit: a branch, a tag, a hash
 * @throws InputError when there is no repository or no such commit, or its tree is too large.
 */
export async function withGitTree<Value>(
  folder: string,
  ref: string,
  use: (folder: string) => Promise<Value>,
): Promise<Value> {
  const prefix = await revParse(folder, ['--show-prefix']);
  if (prefix === undefined) {
    throw new InputError('the folder of the configuration is no git repository that git lets us read', {
      at: { file: '--base' },
      next: 'run it in the checkout, with git installed',
    });
  }
  const commit = await revParse(folder, ['--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (commit === undefined || commit === '') {
    throw new InputError(`${JSON.stringify(ref)} is no commit of this repository`, {
      at: { file: '--base' },
      next: 'fetch it first; many CI checkouts hold only one commit (fetch-depth: 0 gets all)',
    });
  }
  const files = await listTree(folder, commit);
  return withTemporaryFolder('rolefit-base', async (tree) => {
    // The end of the repository, for whoever looks for it from below.
    await mkdir(join(tree, '.git'));
    await extract(folder, files, tree);
    const start = resolve(tree, prefix);
    await mkdir(start, { recursive: true });
    return use(start);
  });
}

async function revParse(folder: string, args: readonly string[]): Promise<string | undefined> {
  const output = await runGit(folder, ['rev-parse', ...args]);
  return output?.join('').replace(/\n$/, '');
}

async function listTree(folder: string, commit: string): Promise<readonly TreeFile[]> {
  const lines = (await runGit(folder, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit])) ?? [];
  const files = lines.flatMap((line) => {
    const [, mode = '', object = '', size = '', path = ''] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
    const isFile = mode === '100644' || mode === '100755';
    return isFile && Number(size) <= largestFile && isPlain(path) ? [{ path, object, size: Number(size) }] : [];
  });
  const bytes = files.reduce((total, { size }) => total + size, 0);
  if (files.length <= mostFiles && bytes <= mostBytes) return files;
  throw new InputError(`the tree of the commit is too large: ${files.length} files, ${bytes} bytes`, {
    at: { file: '--base' },
    next: 'compare with the lock instead',
  });
}

/** git itself refuses to check out other paths; a tree made by hand may hold them all the same. */
function isPlain(path: string): boolean {
  const parts = path.split('/');
  const isStrange = (part: string) => part === '' || part === '.' || part === '..' || part.toLowerCase() === '.git';
  return !/[\\:\0]/.test(path) && !parts.some(isStrange);
}

async function extract(folder: string, files: readonly TreeFile[], tree: string): Promise<void> {
  const made = new Set<string>();
  const paths = files.values();
  for await (const content of readBlobs(
    folder,
    files.map(({ object }) => object),
  )) {
    const file = paths.next().value;
    if (file === undefined) return;
    const path = join(tree, file.path);
    if (!made.has(dirname(path))) await mkdir(dirname(path), { recursive: true });
    made.add(dirname(path));
    await writeFile(path, content, { flag: 'wx' }).catch(ignoreTwice);
  }
}

/** Where letter case makes no difference, two files of a tree can be one; the first stays. */
function ignoreTwice(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
