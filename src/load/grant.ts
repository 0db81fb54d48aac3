import { open } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { displayName, parseGrant, recognise, splitNames } from '../grants/index.ts';
import { InputError } from '../model/input-error.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { Grant } from '../model/role.ts';
import { listWords, quote } from '../model/words.ts';
import { isVendorArgument, loadVendorGrant } from './vendor-grant.ts';

export interface LoadGrantOptions {
  /** The folder that a relative path starts from. */
  readonly cwd: string;
  /** Names of the roles that make up the grant, for a file that holds several. */
  readonly roles?: readonly string[];
}

/** Largest file read, in bytes. A table of every role of a large subscription has well under one tenth of it. */
const maxBytes = 10 * 1024 * 1024;

/**
 * The grant that `--granted` names: what a vendor's guide asks for ("vendor:feedotter"), a file, or a list of
 * permissions such as "Read-Only Lead, Read-Write Assets". The prefix wins over a file of that name, which
 * "./vendor:feedotter" reads; a file wins over a list. On the command line every name must be known, so that a
 * mistyped path is not taken for a permission.
 * @throws InputError when there is no such vendor, when there is no such file and the names are not all known, when
 * the file cannot be read, is too large or is not text, and whatever `parseGrant` throws.
 */
export async function loadGrant(argument: string, options: LoadGrantOptions, graph: PermissionGraph): Promise<Grant> {
  const { cwd, roles = [] } = options;
  if (isVendorArgument(argument)) {
    if (roles.length === 0) return loadVendorGrant(argument, graph);
    throw new InputError("a vendor's list has no roles to choose from", {
      at: { file: '--granted-role' },
      next: 'leave it out',
    });
  }
  const bytes = argument.trim() === '' ? undefined : await readStart(resolve(cwd, argument), argument);
  if (bytes === undefined) return parseArgument(argument, graph);
  if (bytes.length > maxBytes) {
    throw new InputError('the grant is larger than 10 MB', {
      at: { file: argument },
      next: 'pass only the roles of the API user',
    });
  }
  const grant = parseGrant(decode(bytes, argument), { file: argument, roles }, graph);
  const file = insidePath(argument, cwd);
  return file === undefined ? grant : { ...grant, file };
}

/** The path from the working folder, with "/"; `undefined` for a file elsewhere, which no reader of the report has. */
function insidePath(path: string, cwd: string): string | undefined {
  const inside = relative(cwd, resolve(cwd, path));
  return isAbsolute(inside) || inside.split(sep)[0] === '..' ? undefined : inside.split(sep).join('/');
}

function parseArgument(argument: string, graph: PermissionGraph): Grant {
  const names = splitNames(argument);
  const { unknown, ...recognised } = recognise(names, graph);
  if (unknown.length === 0 && names.length > 0) return { ...recognised, unknown, roles: [] };
  const [{ name, suggestion } = { name: argument, suggestion: undefined }] = unknown;
  const meant = suggestion === undefined ? namesWith(name, graph) : [suggestion];
  throw new InputError(`no file "${displayName(argument)}", and "${displayName(name)}" is not a permission`, {
    at: { file: '--granted' },
    next: meant.length === 0 ? 'pass a file, or permission names separated by commas' : didYouMean(meant),
  });
}

function didYouMean(names: readonly string[]): string {
  return `did you mean ${listWords(names.map(quote), 'or')}? \`rolefit model permissions\` lists every name`;
}

/** "leads" is in the names of some permissions: so many are shown. */
const mostNamed = 4;

/** The permissions whose names hold a word that is no name itself: none where the word says nothing. */
function namesWith(word: string, graph: PermissionGraph): readonly string[] {
  const wanted = word.trim().toLowerCase().replace(/s$/, '');
  if (!/^[a-z][a-z ]{2,}$/.test(wanted)) return [];
  const found = graph.permissions
    .map(({ name }) => name)
    .filter((name) => ` ${name} `.toLowerCase().includes(` ${wanted}`));
  return found.length > mostNamed ? [] : found;
}

/** The file's first bytes, one more than allowed if it is too large; `undefined` when there is none. */
async function readStart(path: string, argument: string): Promise<Buffer | undefined> {
  try {
    const file = await open(path);
    const chunks: Buffer[] = [];
    for await (const chunk of file.createReadStream({ end: maxBytes })) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    // A list of names is never a path: too long for one, or with a name that cannot exist.
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(code)) return undefined;
    const what = code === 'EISDIR' ? 'the grant is a folder' : `the grant cannot be read (${code})`;
    throw new InputError(what, { at: { file: argument }, next: 'pass a file that you may read', cause });
  }
}

/** Spreadsheets save "Unicode text" as UTF-16 with a byte order mark; all else is UTF-8. */
function decode(bytes: Buffer, argument: string): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  if (!text.includes('\0')) return text;
  throw new InputError('the grant is not text', {
    at: { file: argument },
    next: 'export it as CSV, or write the permission names into a text file',
  });
}
