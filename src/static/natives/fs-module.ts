import type { ts } from 'ts-morph';
import { arrayOf, defineOwn, nativeFunction, objectOf } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf, mapValue } from '../value/choice.ts';
import { truthOf } from '../value/truth.ts';
import { constant, literal, undefinedValue, unknown, type Value } from '../value/value.ts';
import { fileData, fileText } from './file-text.ts';
import { globFiles } from './glob-files.ts';
import { callOutside, type Functions, openModule } from './open-module.ts';
import { absolutePath, type FolderEntry, namesIn, noteLeftOut, programPath } from './program-path.ts';
import { textOf } from './text-of.ts';

type Read = (m: Machine, call: NativeArguments) => Value;

/** A function that gives what it reads, and its twin that hands it to a callback. */
const readers: Readonly<Record<string, Read>> = {
  readFile: (m, { args, node }) => fileText(m, args[0] ?? undefinedValue, node, 'readFile'),
  readdir: (m, call) => folderNames(m, call),
  glob: (m, { args, node }) => globFiles(m, args[0], args[1], node),
};

/** What libraries around `fs` add: a file's JSON as a value. */
const dataReaders: Readonly<Record<string, Read>> = Object.fromEntries(
  ['readJson', 'readJSON'].map((name) => [
    name,
    (m: Machine, { args, node }: NativeArguments) => fileData(m, args[0] ?? undefinedValue, node, name),
  ]),
);

/** `node:fs` and `node:fs/promises`, and the libraries that stand in for them. */
export function fsModule(m: Machine, name: string): Value {
  const made = openModule(m, name, { ...functionsOf(readers), ...functionsOf(dataReaders) });
  const promises = openModule(m, `${name}.promises`, { ...readers, ...dataReaders });
  defineOwn(m, made, 'promises', promises);
  defineOwn(m, made, 'default', made);
  return made;
}

function functionsOf(all: Readonly<Record<string, Read>>): Functions {
  const entries = Object.entries(all).flatMap(([name, read]): [string, NativeCall][] => [
    [name, (m, call) => calledBack(m, call, read)],
    [`${name}Sync`, read],
  ]);
  return Object.fromEntries(entries);
}

/**
 * Gives what is read to the callback, later and once, with an error in its place where there is one. Without a callback
 * it is what the promise of `fs/promises` brings.
 */
function calledBack(m: Machine, call: NativeArguments, read: Read): Value {
  const value = read(m, call);
  const callback = call.args.at(-1);
  if (callback?.kind !== 'object' || callback.brand === undefined) return value;
  const error = anyOf([constant(null), unknown('external-call', call.node, 'error')]);
  m.call(callback, { self: undefinedValue, args: [error, value], node: call.node });
  return undefinedValue;
}

// readdirSync(folder)  ⇒  the names of the program's files there; of a folder without any nothing is known
function folderNames(m: Machine, call: NativeArguments): Value {
  const [folder = undefinedValue, options] = call.args;
  return mapValue(textOf(m, folder), (single) => {
    const place = single.kind === 'text' ? programPath(single, undefined) : undefined;
    const found = place === undefined ? [] : namesIn(m, place);
    if (found.length === 0) return callOutside(m, 'fs.readdir', { ...call, args: call.args.slice(0, 1) });
    // Which files there are is only known where all are read.
    m.unread?.need(undefined);
    if (place !== undefined) noteLeftOut(m, place, call.node);
    const isDeep = isSet(m, options, 'recursive', call.node);
    const entries = found.filter((entry) => isDeep || entry.isDeep === undefined);
    const asEntries = isSet(m, options, 'withFileTypes', call.node);
    return arrayOf(
      m,
      call.node,
      entries.map((entry) => (asEntries ? directoryEntry(m, entry, call.node) : literal(entry.name, call.node))),
    );
  });
}

function isSet(m: Machine, options: Value | undefined, name: string, node: ts.Node): boolean {
  return options?.kind === 'object' && truthOf(getProperty(m, options, name, node)) === true;
}

/** `fs.Dirent` */
function directoryEntry(m: Machine, { name, folder, isFile }: FolderEntry, node: ts.Node): Value {
  const answer = (value: boolean) => nativeFunction(m, 'is', () => constant(value));
  const made = objectOf(m, node, {
    name: literal(name.split('/').at(-1) ?? name, node),
    path: absolutePath([folder, ...name.split('/').slice(0, -1)].filter(Boolean).join('/'), node),
    isFile: answer(isFile),
    isDirectory: answer(!isFile),
    isSymbolicLink: answer(false),
  });
  defineOwn(m, made, 'parentPath', getProperty(m, made, 'path', node));
  return made;
}
