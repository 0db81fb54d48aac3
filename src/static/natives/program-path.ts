import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import { isGap, literal, type Text, unknown, type Value } from '../value/value.ts';

/**
 * Stands for the analysed folder in `__dirname` and its like: an absolute path that no program holds. What goes up from
 * it stays behind it: `/␂/../lib` is a file beside the analysed folder.
 */
const folderStart = '/\u0002/';
const fileScheme = /^file:(?:\/\/)?/;

/** The absolute path of a file or folder of the program, as `__filename` has it. */
export function absolutePath(path: string, at: ts.Node | undefined): Text {
  return literal(`${folderStart}${path}`, at);
}

/** The same as the address that `import.meta.url` has. */
export function fileAddress(path: string, at: ts.Node | undefined): Text {
  return literal(`file://${folderStart}${path}`, at);
}

/**
 * A plain specifier as one that can be resolved: an absolute path or a file's address counts from the top of the
 * analysed folder, where a module named like the importing one is taken to ask for it.
 */
export function resolvable(plain: string, from: string): { readonly name: string; readonly from: string } {
  const path = plain.replace(fileScheme, '');
  if (!path.startsWith(folderStart)) return { name: plain, from };
  const rest = path
    .slice(folderStart.length)
    .replace(/^\/+/, '')
    .replace(/[?#].*$/s, '');
  return { name: `./${rest}`, from: from.split('/').at(-1) ?? from };
}

/** The folder that the program is started in: nobody knows which one, but what is below it can be told. */
export function workingFolder(at: ts.Node | undefined): Value {
  return unknown('environment', at, 'process.cwd()');
}

export function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

/** A path of the program as far as a text says it. */
export interface ProgramPath {
  /** Segments from the analysed folder on; each matches one segment of a path. */
  readonly segments: readonly RegExp[];
  /** The whole path, when nothing of it is unknown. */
  readonly plain: string | undefined;
  /** Whether the segments may stand at the end of any path, since the start is not known. */
  readonly anywhere: boolean;
}

const gapMark = '\u0001';

/**
 * Reads a path or a file's address; `undefined` for what is no path of the program's files, such as a package.
 *
 * @param from the folder that a relative path counts from; where it is not known, it may be any
 */
export function programPath(value: Text, from: string | undefined): ProgramPath | undefined {
  const marked = value.pieces.map((piece) => (isGap(piece) ? gapMark : piece.text)).join('');
  const path = marked.replace(fileScheme, '').replace(/[?#].*$/s, '');
  const start = startOf(path, from);
  if (start === undefined) return undefined;
  const { segments, lost } = withoutDots([...start.before, ...path.slice(start.skip).split('/')]);
  const anywhere = start.anywhere || lost;
  if (anywhere && !segments.some(isTelling)) return undefined;
  const isPlain = !anywhere && segments.every((segment) => !segment.includes(gapMark));
  return { segments: segments.map(segmentPattern), plain: isPlain ? segments.join('/') : undefined, anywhere };
}

/** What a relative path counts from; `undefined` for the folder that the program is started in. */
function startOf(path: string, from: string | undefined) {
  if (path.startsWith(folderStart)) return { before: [], skip: folderStart.length, anywhere: false };
  if (path.startsWith('/')) return undefined;
  if (path.startsWith(gapMark)) {
    // `${base}s/x.js`: what stands before the first slash belongs to what is not known.
    const slash = path.indexOf('/');
    return slash === -1 ? undefined : { before: [], skip: slash + 1, anywhere: true };
  }
  if (from === undefined) return { before: [], skip: 0, anywhere: true };
  return { before: from.split('/'), skip: 0, anywhere: false };
}

/** Takes out "." and "..", of which what is not known can be more than one segment. */
function withoutDots(all: readonly string[]): { segments: string[]; lost: boolean } {
  let segments: string[] = [];
  let lost = false;
  for (const segment of all) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') {
      segments.push(segment);
      continue;
    }
    const last = segments.pop();
    if (last === undefined || last === '..') segments.push(...(last === undefined ? [] : [last]), '..');
    else if (last.includes(gapMark)) {
      segments = [];
      lost = true;
    }
  }
  return { segments, lost };
}

/** Whether a segment says which file is meant: every folder has an index. */
function isTelling(segment: string): boolean {
  const known = segment.replaceAll(gapMark, '');
  return known !== '' && !/^(?:index|main)?(?:\.\w+)?$/.test(known) && known !== '..';
}

function segmentPattern(segment: string): RegExp {
  const source = segment.split(gapMark).map(escapePattern).join('[^/]*');
  return new RegExp(`^${source === '' ? '[^/]+' : source}$`);
}

export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** The files that a path may mean, as an import finds them: without their extension, or by the folder of an index. */
export function modulesAt(m: Machine, path: ProgramPath): string[] {
  return [...m.modules.files.keys()].filter((file) => spellings(file).some((spelt) => isAt(path, spelt)));
}

/** The files that a path means to the letter. */
export function filesAt(m: Machine, path: ProgramPath): string[] {
  return [...m.modules.files.keys()].filter((file) => isAt(path, file));
}

const extension = /\.(?:d\.)?[cm]?[jt]sx?$|\.(?:json|vue|svelte|node)$/;

/** What may be written for a file: its own path, the one that a compiler gives it, its path without the extension. */
function spellings(file: string): string[] {
  const bare = file.replace(extension, '');
  const compiled = /\.[cm]?tsx?$/.test(file) ? [`${bare}.js`, `${bare}.mjs`, `${bare}.cjs`, `${bare}.jsx`] : [];
  const index = /(?:^|\/)index$/.test(bare) ? [folderOf(file)] : [];
  return [file, bare, ...compiled, ...index];
}

function isAt({ segments, anywhere }: ProgramPath, file: string): boolean {
  const parts = file === '' ? [] : file.split('/');
  if (anywhere ? parts.length < segments.length : parts.length !== segments.length) return false;
  const tail = parts.slice(parts.length - segments.length);
  return segments.every((segment, index) => segment.test(tail[index] ?? ''));
}

/** What stands in the folders that a path may mean: files of the program, and folders that hold some. */
export function namesIn(m: Machine, folder: ProgramPath): FolderEntry[] {
  const found = new Map<string, FolderEntry>();
  for (const file of m.modules.files.keys()) {
    const parts = file.split('/');
    for (let depth = 0; depth < parts.length; depth += 1) {
      const at = parts.slice(0, depth).join('/');
      const name = parts[depth] ?? '';
      if (!isAt(folder, at)) continue;
      const key = `${at}/${name}`;
      if (!found.has(key)) found.set(key, { name, folder: at, isFile: depth === parts.length - 1 });
      const below = parts.slice(depth).join('/');
      if (below !== name) found.set(`${at}/${below}`, { name: below, folder: at, isFile: true, isDeep: true });
    }
  }
  return [...found.values()];
}

export interface FolderEntry {
  /** From the folder that was asked for. */
  readonly name: string;
  readonly folder: string;
  readonly isFile: boolean;
  /** Whether it lies in a folder of that folder. */
  readonly isDeep?: true;
}

/**
 * Notes that code which loads whatever lies in a folder would also load modules that were left out as tests. The top of
 * the program is no such folder: people name it for many reasons.
 */
export function noteLeftOut(m: Machine, folder: ProgramPath, node: ts.Node): void {
  const isBelow = (path: string): boolean => {
    for (let at = folderOf(path); at !== ''; at = folderOf(at)) if (isAt(folder, at)) return true;
    return false;
  };
  if (!folder.anywhere && m.modules.tests.some(isBelow))
    m.recorder.problem(node, 'names a folder with modules that are named as tests and were left out', m.live);
}

/** The same for folders that code outside the program gets, alone or in an option. */
export function noteGivenFolders(m: Machine, values: readonly Value[], node: ts.Node): void {
  if (m.modules.tests.length === 0) return;
  for (const { value } of values.flatMap(optionsOf)) {
    const held = value.kind === 'object' && value.brand === undefined ? [...value.properties.values()] : [];
    const texts = [value, ...held.flatMap((cell) => optionsOf(m.store.peek(cell)).map((option) => option.value))];
    for (const text of texts) {
      const path = text.kind === 'text' && isAbsolute(text) ? programPath(text, undefined) : undefined;
      if (path !== undefined) noteLeftOut(m, path, node);
    }
  }
}

function isAbsolute({ pieces: [first] }: Text): boolean {
  return first !== undefined && !isGap(first) && first.text.replace(fileScheme, '').startsWith(folderStart);
}
