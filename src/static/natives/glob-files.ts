import type { ts } from 'ts-morph';
import { elementsOf } from '../heap/list.ts';
import { arrayOf, defineOwn, nativeFunction } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { truthOf } from '../value/truth.ts';
import { constant, literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { globPattern } from './glob-pattern.ts';
import { absolutePath, folderOf, programPath, resolvable } from './program-path.ts';
import { textOf } from './text-of.ts';

/** The program's files that patterns mean, as a glob library lists them; a hole where nothing is known of them. */
export function globFiles(m: Machine, patterns: Value | undefined, options: Value | undefined, node: ts.Node): Value {
  const list = patterns?.kind === 'object' && patterns.elements !== undefined ? elementsOf(m, patterns) : [patterns];
  const texts = list.flatMap((pattern) => (pattern === undefined ? [] : (plainText(textOf(m, pattern)) ?? [])));
  const found = texts.length < list.length ? [] : filesOf(m, texts, options, node);
  if (found.length === 0) return unknown('external-call', node, 'glob()');
  // Which files there are is only known where all are read.
  m.unread?.need(undefined);
  return arrayOf(m, node, found);
}

function filesOf(m: Machine, texts: readonly string[], options: Value | undefined, node: ts.Node): Value[] {
  const option = (name: string) => (options?.kind === 'object' ? getProperty(m, options, name, node) : undefinedValue);
  const isAbsolute = truthOf(option('absolute')) === true;
  const cwd = folderIn(textOf(m, option('cwd')));
  const out = texts.filter((text) => text.startsWith('!')).map((text) => text.slice(1));
  return texts
    .filter((text) => !text.startsWith('!'))
    .flatMap((text) => {
      const { name } = resolvable(text, '');
      const isRooted = name !== text;
      const bases = isRooted ? [''] : cwd === undefined ? everyFolder(m) : [cwd];
      // Which folder the program is started in is not known: the outermost in which there is something.
      const base = bases.find((folder) => matching(m, name, folder, out).length > 0) ?? '';
      return matching(m, name, base, out).map((path) => {
        if (isRooted || isAbsolute) return absolutePath(path, node);
        return literal(path.slice(base === '' ? 0 : base.length + 1), node);
      });
    });
}

function folderIn(value: Value): string | undefined {
  return value.kind === 'text' ? programPath(value, undefined)?.plain : undefined;
}

function matching(m: Machine, glob: string, folder: string, out: readonly string[]): string[] {
  const pattern = globPattern(glob, folder);
  const unwanted = out.map((text) => globPattern(text, folder));
  return [...m.modules.files.keys()].filter(
    (path) => pattern.test(path) && !unwanted.some((other) => other.test(path)),
  );
}

/** The folders of the program, the outermost first. */
function everyFolder(m: Machine): string[] {
  const folders = new Set(['']);
  for (const path of m.modules.files.keys()) {
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) folders.add(folder);
  }
  return [...folders].sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
}

const list: NativeCall = (m, { args, node }) => globFiles(m, args[0], args[1], node);

/** `glob(pattern, options, callback)` of older versions; without a callback it is what the promise brings. */
const callingBack: NativeCall = (m, call) => {
  const found = list(m, call);
  const callback = call.args.at(-1);
  if (callback?.kind !== 'object' || callback.brand === undefined) return found;
  m.call(callback, { self: undefinedValue, args: [constant(null), found], node: call.node });
  return undefinedValue;
};

/** The libraries that list files by patterns: a function with others as its members. */
export function globModule(m: Machine): Value {
  const made = nativeFunction(m, 'glob', callingBack);
  for (const name of ['sync', 'globSync', 'glob', 'globby', 'globbySync', 'async'])
    defineOwn(m, made, name, nativeFunction(m, name, list));
  defineOwn(m, made, 'default', made);
  return made;
}
