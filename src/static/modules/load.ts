import type { ts } from 'ts-morph';
import { commonJsExports } from '../heap/module-exports.ts';
import { objectOf, setOwn } from '../heap/objects.ts';
import type { Machine, ModuleRequest } from '../machine/machine.ts';
import { folderOf, modulesAt, type ProgramPath, programPath } from '../natives/program-path.ts';
import { textOf } from '../natives/text-of.ts';
import { anyOf, mapValue } from '../value/choice.ts';
import { isGap, plainText, type Text, undefinedValue, unknown, type Value } from '../value/value.ts';
import { type Imported, importTarget, moduleAt } from './import-target.ts';

/** What a module gives that is asked for by a name put together when the program runs; each one that can be meant. */
export function load(m: Machine, request: ModuleRequest): Value {
  return mapValue(textOf(m, request.specifier), (specifier) => {
    if (specifier.kind !== 'text') return unmet(request);
    const plain = plainText(specifier);
    return plain === undefined ? loadLike(m, specifier, request) : loadNamed(m, plain, specifier, request);
  });
}

function loadNamed(m: Machine, plain: string, specifier: Text, request: ModuleRequest): Value {
  const { from, node, how } = request;
  // A script is named as a file is, by a path from where the program is started.
  const isFile = how === 'start' && !/^(?:file:|\/)/.test(plain);
  return isFile ? loadLike(m, specifier, request) : given(m, importTarget(m, plain, from, node), request);
}

/** Every module that a partly known name may mean: `./sources/${name}.js`, or a folder that is read at run time. */
function loadLike(m: Machine, specifier: Text, request: ModuleRequest): Value {
  const path = pathIn(specifier, request);
  if (path === undefined) return unmet(request);
  const found = modulesAt(m, path).filter((file) => file !== request.from);
  // Which modules it can be is only known where all are read.
  m.unread?.need(undefined);
  if (found.length > maxModules)
    m.recorder.problem(request.node, 'asks for more modules by a name put together than are followed', m.live);
  const values = found.slice(0, maxModules).flatMap((file) => {
    const module = moduleAt(m, file);
    return module === undefined ? [] : [given(m, module, request)];
  });
  return values.length === 0 ? unmet(request) : anyOf(values);
}

const maxModules = 100;

/** The path that a name stands for; `undefined` for the name of a package. */
function pathIn(specifier: Text, { from, how }: ModuleRequest): ProgramPath | undefined {
  const [first] = specifier.pieces;
  if (first === undefined) return undefined;
  if (how === 'start') return programPath(specifier, undefined);
  if (isGap(first) || /^(?:\.{1,2}\/|\/|file:)/.test(first.text)) return programPath(specifier, folderOf(from));
  // `@/views/${name}.vue`: what the alias stands for is not known here, what follows it is.
  const head = /^[^/]+\//.exec(first.text)?.[0];
  if (head === undefined) return undefined;
  const rest = { ...first, text: first.text.slice(head.length) };
  return programPath({ kind: 'text', pieces: [rest, ...specifier.pieces.slice(1)] }, undefined);
}

function unmet({ node, how }: ModuleRequest): Value {
  return unknown('external-module', node, how === 'import' ? 'import()' : how);
}

function given(m: Machine, imported: Imported, { node, how }: ModuleRequest): Value {
  if (how === 'start') return undefinedValue;
  if (how === 'require') return required(m, imported);
  if (imported.kind === 'module') return imported.module.namespace;
  return namespaceOf(m, imported.value, node);
}

/** What `import()` gives for data or a package: the whole as `default`, and its members. */
function namespaceOf(m: Machine, value: Value, node: ts.Node): Value {
  if (value.kind !== 'object' || value.brand?.kind === 'sdk' || value.brand?.kind === 'ignored') return value;
  const made = objectOf(m, node, { default: value });
  made.prototype = value;
  const named = value.brand?.kind === 'client' ? Object.keys(value.brand.client.client.exports) : [];
  for (const name of named) setOwn(m, made, name, m.sinks.importedValue(m, value, name, node));
  return made;
}

function required(m: Machine, imported: Imported): Value {
  if (imported.kind === 'value') return imported.value;
  return imported.module.isEsm ? imported.module.namespace : commonJsExports(m, imported.module);
}

/** `import x = require('x')` and `import()` of a plain name. */
export function requireValue(m: Machine, specifier: string, from: string, node: ts.Node): Value {
  return required(m, importTarget(m, specifier, from, node));
}
