import type { ts } from 'ts-morph';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { registeredKey, wellKnownKey } from '../value/symbol-key.ts';
import { literal, undefinedValue, unknown, type Value } from '../value/value.ts';
import { chainOf, findMember } from './property.ts';

/** The key under which an object says how Node's `util.inspect` shows it. */
export const inspectKey = registeredKey('nodejs.util.inspect.custom');

/** Members that are asked for what to show, each with what it is told (Node.js, util.inspect; ECMA-262, 7.1.1, 25.5.2). */
const asked: readonly (readonly [key: string, args: readonly Value[]])[] = [
  [inspectKey, []],
  ['toJSON', [literal('')]],
  [wellKnownKey('toPrimitive'), [literal('string')]],
  ['toString', []],
  ['valueOf', []],
];

/**
 * Values that are shown to people, by a console or a logger of which is not known how it does so: each of the members
 * with which an object says what it looks like may be called. Nothing else of it is, and nothing is kept.
 */
export function show(m: Machine, values: readonly Value[], node: ts.Node): void {
  for (const value of values) {
    for (const { value: single } of optionsOf(value)) {
      // A function or a class is shown by its name.
      if (single.kind === 'object' && single.brand === undefined) showObject(m, single, node);
    }
  }
}

function showObject(m: Machine, object: HeapObject, node: ts.Node): void {
  const perhaps = (run: () => Value): void => {
    branchValues(m, m.point(node), [run, () => undefinedValue]);
  };
  for (const [key, args] of asked) {
    const method = has(object, key) ? findMember(m, object, key, object, node) : undefined;
    if (method === undefined || (method.kind !== 'object' && method.kind !== 'choice')) continue;
    perhaps(() =>
      m.call(method, { self: object, args: [...args, unknown('external-call', node)], node, external: true }),
    );
  }
  // It is a getter where it does anything at all.
  const tag = wellKnownKey('toStringTag');
  if (has(object, tag)) perhaps(() => findMember(m, object, tag, object, node) ?? undefinedValue);
}

function has(object: HeapObject, key: string): boolean {
  return chainOf(object).some(({ accessors, properties }) => accessors.has(key) || properties.has(key));
}
