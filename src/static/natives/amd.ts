import type { ts } from 'ts-morph';
import { elementsOf } from '../heap/list.ts';
import { defineOwn, nativeFunction, objectOf, setOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { absolutePath, modulesAt, programPath } from './program-path.ts';
import { requireFunction } from './require.ts';

/** The names by which an AMD module asks for what it has of itself. */
interface OwnParts {
  readonly path: string;
  /** The object whose property `exports` is what the module gives. */
  readonly module: HeapObject;
}

/**
 * `define(name, dependencies, factory)` of a module in the format of AMD: the module is what its factory gives, or what
 * it puts into its `exports`.
 */
export function defineFunction(m: Machine, own: OwnParts): HeapObject {
  const define: NativeCall = (machine, { args, node }) => {
    const factory = args.at(-1) ?? undefinedValue;
    const list = args.find((arg) => arg.kind === 'object' && arg.elements !== undefined && arg !== factory);
    const given =
      list?.kind === 'object'
        ? elementsOf(machine, list).map((name) => dependency(machine, name, own, node))
        : ['require', 'exports', 'module'].map((name) => dependency(machine, literal(name), own, node));
    const isFunction = factory.kind !== 'object' || factory.brand !== undefined;
    const made = isFunction ? machine.call(factory, { self: undefinedValue, args: given, node }) : factory;
    const isNothing = made.kind === 'constant' && made.value === undefined;
    if (!isNothing) setOwn(machine, own.module, 'exports', made);
    return undefinedValue;
  };
  const made = nativeFunction(m, 'define', define);
  defineOwn(m, made, 'amd', objectOf(m, undefined, { jQuery: constant(true) }));
  return made;
}

function dependency(m: Machine, name: Value, own: OwnParts, node: ts.Node): Value {
  switch (plainText(name)) {
    case 'require':
      return requireFunction(m, own.path);
    case 'exports': {
      const cell = own.module.properties.get('exports');
      return cell === undefined ? undefinedValue : m.store.read(cell);
    }
    case 'module':
      return own.module;
    default:
      return amdModule(m, name, own.path, node);
  }
}

/**
 * The module of a name: a path from the folder that a loader is set up with, which is not known here, a package, or a
 * path from the module that asks.
 */
export function amdModule(m: Machine, name: Value, from: string, node: ts.Node): Value {
  const plain = plainText(name);
  // `text!./page.html`: what a plugin of the loader makes of a file.
  if (plain === undefined || plain.includes('!')) return unknown('external-module', node, plain);
  const isKnown = m.modules.resolve(plain, from).kind !== 'external' || m.sinks.moduleValue(m, plain) !== undefined;
  const path = isKnown || plain.startsWith('.') ? undefined : programPath(literal(plain), undefined);
  const [found] = path === undefined ? [] : modulesAt(m, path).filter((file) => file !== from);
  const specifier = found === undefined ? name : absolutePath(found, node);
  return m.load({ specifier, from, node, how: 'require' });
}

/** `require(['a', 'b'], (a, b) => …)`: what is asked for is handed to the callback, later and once. */
export function requireList(m: Machine, list: HeapObject, callback: Value, from: string, node: ts.Node): Value {
  const args = elementsOf(m, list).map((name) => amdModule(m, name, from, node));
  for (const { value } of optionsOf(callback))
    if (value.kind === 'object') m.call(value, { self: undefinedValue, args, node, later: true });
  return undefinedValue;
}
