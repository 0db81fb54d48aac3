import { defineOwn, objectOf } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { mapValue, optionsOf } from '../value/choice.ts';
import { concat, markGaps } from '../value/text.ts';
import { constant, isGap, literal, plainText, type Text, undefinedValue, unknown, type Value } from '../value/value.ts';
import { type Functions, functionsObject } from './open-module.ts';
import { workingFolder } from './program-path.ts';
import { textOf } from './text-of.ts';

// path.join('a', '..', 'b')  ⇒  joined with "/", dots resolved where everything is literal
const join: NativeCall = (m, { args }) => joined(m, args);

function joined(m: Machine, parts: readonly Value[]): Value {
  let whole: Value = literal('');
  for (const [index, part] of parts.entries()) {
    if (index > 0) whole = concat(whole, literal('/'));
    whole = concat(whole, textOf(m, part));
  }
  return mapValue(whole, (single) => (single.kind === 'text' ? normalize(single) : single));
}

/** Collapses doubled slashes and `..`, which a gap must not take part in, nor what stands for the analysed folder. */
export function normalize(value: Text): Text {
  const { marked, restore } = markGaps(value);
  const segments: string[] = [];
  for (const segment of marked.replace(/\/{2,}/g, '/').split('/')) {
    if (segment === '.') continue;
    const last = segments.at(-1);
    const mayGoUp = last !== undefined && last !== '' && last !== '..' && last !== '\u0002';
    if (segment === '..' && mayGoUp) segments.pop();
    else segments.push(segment);
  }
  return restore(segments.join('/'));
}

// path.resolve('a', '/b', 'c')  ⇒  /b/c: counted from the last part that is absolute, or from the working folder
const resolve: NativeCall = (m, { args, node }) => {
  const last = args.findLastIndex((arg) => startsWithSlash(arg) === true);
  const parts = args.slice(Math.max(last, 0));
  const [first] = parts;
  const isRelative = first === undefined || startsWithSlash(first) === false;
  return joined(m, isRelative ? [workingFolder(node), ...parts] : parts);
};

/** Whether a path is absolute; `undefined` where its start is not known. */
function startsWithSlash(value: Value): boolean | undefined {
  const answers = optionsOf(value).map(({ value: single }) => {
    const [head] = single.kind === 'text' ? single.pieces : [];
    if (single.kind === 'text' && head === undefined) return false;
    return head === undefined || isGap(head) ? undefined : head.text.startsWith('/');
  });
  const [only] = new Set(answers);
  return new Set(answers).size === 1 ? only : undefined;
}

/** Works on what stands before and after the last slash; what is not known is taken to be one name. */
function parted(make: (folder: string, name: string) => string): NativeCall {
  return (m, { args }) =>
    mapValue(textOf(m, args[0] ?? undefinedValue), (single) => {
      if (single.kind !== 'text') return single;
      const { marked, restore } = markGaps(single);
      const path = marked.replace(/(?<=.)\/+$/, '');
      const slash = path.lastIndexOf('/');
      return restore(make(slash === -1 ? '' : path.slice(0, Math.max(slash, 1)), path.slice(slash + 1)));
    });
}

const dirname = parted((folder) => (folder === '' ? '.' : folder));
const extensionOf = (name: string): string => /(?<=[^.])\.[^.]*$/.exec(name)?.[0] ?? '';

const basename: NativeCall = (m, call) => {
  const end = call.args[1] === undefined ? '' : plainText(call.args[1]);
  if (end === undefined) return unknown('not-text', call.node, 'path.basename()');
  return parted((_folder, name) => (end !== '' && name.endsWith(end) ? name.slice(0, -end.length) : name))(m, call);
};

/** An extension is known where the end of the name is. */
const extname: NativeCall = (m, call) =>
  mapValue(parted((_folder, name) => name)(m, call), (single) => {
    const last = single.kind === 'text' ? single.pieces.at(-1) : undefined;
    if (single.kind !== 'text' || last === undefined) return single;
    if (isGap(last)) return unknown('not-text', call.node, 'path.extname()');
    const isWhole = single.pieces.length === 1;
    const found = isWhole ? extensionOf(last.text) : /\.[^.]*$/.exec(last.text)?.[0];
    return found === undefined ? unknown('not-text', call.node, 'path.extname()') : literal(found, call.node);
  });

// path.parse('/a/b.c')  ⇒  { root, dir, base, name, ext }
const parse: NativeCall = (m, call) => {
  const ext = extname(m, call);
  const name = parted((_folder, base) => base.slice(0, base.length - extensionOf(base).length));
  const root = parted((folder) => (folder.startsWith('/') ? '/' : ''));
  const dir = parted((folder) => folder);
  return objectOf(m, call.node, {
    root: root(m, call),
    dir: dir(m, call),
    base: basename(m, { ...call, args: call.args.slice(0, 1) }),
    name: name(m, call),
    ext,
  });
};

const format: NativeCall = (m, { args: [parts = undefinedValue], node }) => {
  const part = (key: string) => getProperty(m, parts, key, node);
  const given = (value: Value) => !(value.kind === 'constant' && value.value === undefined);
  const name = given(part('base')) ? part('base') : concat(textOf(m, part('name')), textOf(m, part('ext')));
  return given(part('dir')) ? joined(m, [part('dir'), name]) : name;
};

const relative: NativeCall = (m, { args, node }) => {
  const [from, to] = args.map((arg) => plainText(textOf(m, arg)));
  if (from === undefined || to === undefined) return unknown('not-text', node, 'path.relative()');
  const [here, there] = [from.split('/').filter(Boolean), to.split('/').filter(Boolean)];
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared += 1;
  return literal([...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/'), node);
};

const functions: Functions = {
  ...{ join, resolve, dirname, basename, extname, parse, format, relative },
  normalize: (m, { args }) => joined(m, args.slice(0, 1)),
  isAbsolute: (_m, { args: [path = undefinedValue], node }) => {
    const answer = startsWithSlash(path);
    return answer === undefined ? unknown('not-text', node) : constant(answer);
  },
  toNamespacedPath: (_m, { args: [path = undefinedValue] }) => path,
};

/** `node:path`, and what takes its place. Paths are those of POSIX: a program that uses them in addresses needs it. */
export function pathModule(m: Machine): Value {
  const make = () => {
    const made = functionsObject(m, functions);
    defineOwn(m, made, 'sep', literal('/'));
    defineOwn(m, made, 'delimiter', literal(':'));
    return made;
  };
  const made = make();
  for (const name of ['posix', 'win32', 'default']) defineOwn(m, made, name, make());
  return made;
}
