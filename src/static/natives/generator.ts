import { ts } from 'ts-morph';
import { anyYielded, runGenerator } from '../heap/generator.ts';
import { arrayOf, nativeFunction, objectOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { GeneratorBrand, NativeArguments } from '../value/brand.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { wellKnownKey } from '../value/symbol-key.ts';
import { constant, undefinedValue, unknown, type Value } from '../value/value.ts';
import { arrayMember } from './array.ts';

const itself = new Set([wellKnownKey('iterator'), wellKnownKey('asyncIterator')]);

/** Methods of `Iterator.prototype` that lists have as well. */
const helpers = new Set(['map', 'filter', 'flatMap', 'reduce', 'forEach', 'some', 'every', 'find']);

/** Members of a generator: those of an iterator, and those that every iterator inherits (`map`, `take`, `toArray`). */
export function generatorMember(
  m: Machine,
  self: HeapObject,
  brand: GeneratorBrand,
  key: string,
  node: NativeArguments['node'],
): Value | undefined {
  switch (key) {
    case 'next':
      return nativeFunction(m, key, (machine, call) => next(machine, brand, call));
    case 'return':
    case 'throw':
      return nativeFunction(m, key, (machine, call) => {
        const all = runGenerator(machine, brand, sentTo(brand));
        const given = call.args[0] ?? undefinedValue;
        if (!mayGoOn(brand)) return objectOf(machine, call.node, { value: given, done: constant(true) });
        return objectOf(machine, call.node, {
          value: anyOf([given, anyYielded(all)]),
          done: unknown('not-text', call.node),
        });
      });
    case 'toArray':
    case 'take':
    case 'drop':
      return nativeFunction(m, key, (machine) => listOfAll(machine, brand));
    default:
      if (itself.has(key)) return nativeFunction(m, key, () => self);
      return helpers.has(key) ? arrayMember(m, listOfAll(m, brand), key, node) : undefined;
  }
}

/** Whether the body may give more when it is told to end: it has a `catch` or a `finally` of its own. */
function mayGoOn({ body }: GeneratorBrand): boolean {
  const code = body.brand?.kind === 'function' ? body.brand.node.body : undefined;
  const holds = (node: ts.Node): boolean =>
    ts.isTryStatement(node) || (!ts.isFunctionLike(node) && ts.forEachChild(node, holds) === true);
  return code === undefined || holds(code);
}

// g.next(v)  ⇒  { value, done }: the yield that the body waits at comes back with v
function next(m: Machine, brand: GeneratorBrand, { args, node }: NativeArguments): Value {
  const [sent] = args;
  if (sent !== undefined) brand.sent.push(sent);
  const all = runGenerator(m, brand, sentTo(brand));
  const isOver = all.known.length === 0 && all.more === undefined;
  return objectOf(m, node, { value: anyYielded(all), done: isOver ? constant(true) : unknown('not-text', node) });
}

function sentTo({ sent }: GeneratorBrand): Value | undefined {
  return sent.length === 0 ? undefined : anyOf(sent);
}

function listOfAll(m: Machine, brand: GeneratorBrand): HeapObject {
  const { known, more } = runGenerator(m, brand, undefinedValue);
  return arrayOf(m, brand.node, known, more);
}
