import type { ts } from 'ts-morph';
import { elementsOf } from '../heap/list.ts';
import { arrayOf, defineOwn, nativeFunction, objectOfEntries } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { concat } from '../value/text.ts';
import { truthOf } from '../value/truth.ts';
import { literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { globPattern } from './glob-pattern.ts';
import { absolutePath, folderOf, programPath } from './program-path.ts';
import { safePattern } from './replace.ts';
import { textOf } from './text-of.ts';

/** `require.context(folder, deep, pattern)` of bundlers: a `require` for the files below a folder that fit. */
export function contextFunction(m: Machine, from: string): HeapObject {
  return nativeFunction(m, 'context', (machine, { args, node }) => {
    const [folder, deep, pattern] = args;
    const base = folder?.kind === 'text' ? programPath(folder, folderOf(from))?.plain : undefined;
    if (base === undefined) return unknown('external-module', node, 'require.context()');
    const isDeep = !(deep?.kind === 'constant' && deep.value === false);
    const keys = keysBelow(machine, base, from, isDeep, patternOf(pattern));
    return contextOf(machine, base, keys, from, node);
  });
}

function patternOf(value: Value | undefined): RegExp | undefined {
  if (value?.kind !== 'object' || value.brand?.kind !== 'regex') return undefined;
  return safePattern(value.brand.source, value.brand.flags.replace('g', ''));
}

/** Paths from a folder, beginning with "./". */
function keysBelow(m: Machine, base: string, from: string, isDeep: boolean, fits: RegExp | undefined): string[] {
  const start = base === '' ? '' : `${base}/`;
  return [...m.modules.files.keys()].flatMap((path) => {
    if (path === from || !path.startsWith(start)) return [];
    const rest = path.slice(start.length);
    const isIn = isDeep || !rest.includes('/');
    return isIn && (fits === undefined || fits.test(`./${rest}`)) ? [`./${rest}`] : [];
  });
}

function contextOf(m: Machine, base: string, keys: readonly string[], from: string, node: ts.Node): HeapObject {
  const folder = absolutePath(base === '' ? '' : `${base}/`, node);
  const context = nativeFunction(m, 'context', (machine, call) => {
    const specifier = concat(folder, textOf(machine, call.args[0] ?? undefinedValue));
    return machine.load({ specifier, from, node: call.node, how: 'require' });
  });
  const list = nativeFunction(m, 'keys', (machine, call) =>
    arrayOf(
      machine,
      call.node,
      keys.map((key) => literal(key, node)),
    ),
  );
  defineOwn(m, context, 'keys', list);
  defineOwn(
    m,
    context,
    'resolve',
    nativeFunction(m, 'resolve', (machine, call) => textOf(machine, call.args[0] ?? undefinedValue)),
  );
  return context;
}

/**
 * Vite's `import.meta.glob('./x/*.ts')`: an object from the path of each module to a function that imports it, or to
 * the module itself.
 */
export function globFunction(m: Machine, from: string, eager: boolean): HeapObject {
  return nativeFunction(m, 'glob', (machine, call) => {
    const [patterns = undefinedValue, options] = call.args;
    const isEager = eager || truthOf(option(machine, options, 'eager', call)) === true;
    const name = plainText(option(machine, options, 'import', call));
    const files = globbed(machine, patterns, from);
    if (files === undefined) return unknown('external-module', call.node, 'import.meta.glob()');
    const take = (inner: Machine, path: string): Value => {
      const specifier = absolutePath(path, call.node);
      const module = inner.load({ specifier, from, node: call.node, how: 'import' });
      return name === undefined || name === '*' ? module : getProperty(inner, module, name, call.node);
    };
    const entries = files.map(({ key, path }): [string, Value] => [
      key,
      isEager ? take(machine, path) : nativeFunction(machine, 'import', (inner) => take(inner, path)),
    ]);
    return objectOfEntries(machine, call.node, entries);
  });
}

function option(m: Machine, options: Value | undefined, name: string, { node }: NativeArguments): Value {
  return options === undefined ? undefinedValue : getProperty(m, options, name, node);
}

/** The files that patterns mean, and their paths as the patterns are written; `undefined` where a pattern is unknown. */
function globbed(m: Machine, patterns: Value, from: string): { key: string; path: string }[] | undefined {
  const list = patterns.kind === 'object' && patterns.elements !== undefined ? elementsOf(m, patterns) : [patterns];
  const texts = list.map(plainText);
  if (texts.includes(undefined)) return undefined;
  const all = texts.filter((text) => text !== undefined);
  const [wanted, unwanted] = [all.filter((text) => !text.startsWith('!')), all.filter((text) => text.startsWith('!'))];
  const out = unwanted.map((text) => globPattern(text.slice(1), folderOf(from)));
  const found = new Map<string, string>();
  for (const text of wanted) {
    const pattern = globPattern(text, folderOf(from));
    for (const path of m.modules.files.keys()) {
      if (path === from || !pattern.test(path) || out.some((other) => other.test(path))) continue;
      found.set(keyAs(text, path, folderOf(from)), path);
    }
  }
  return [...found].map(([key, path]) => ({ key, path }));
}

/** The path as the pattern begins: "./x/a.ts", "../x/a.ts" or "/src/x/a.ts". */
function keyAs(pattern: string, path: string, folder: string): string {
  if (!pattern.startsWith('.')) return `/${path}`;
  const [there, here] = [path.split('/'), folder === '' ? [] : folder.split('/')];
  let shared = 0;
  while (shared < here.length && there[shared] === here[shared]) shared += 1;
  const up = here.slice(shared).map(() => '..');
  return [...(up.length === 0 ? ['.'] : up), ...there.slice(shared)].join('/');
}
