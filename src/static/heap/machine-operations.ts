import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { LabelMachine } from '../value/brand.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, type Single, undefinedValue, type Value } from '../value/value.ts';
import { elementAtIndex } from './list.ts';
import { arrayOf, defineOwn } from './objects.ts';

/** What a piece of a machine of labels asks for when it ends. */
export type Operation =
  | { readonly kind: 'return' | 'jump' | 'yield'; readonly value: Value }
  /** Goes on with another iterator; its result comes under a name, and what comes after it may be named as well. */
  | { readonly kind: 'delegate'; readonly value: Value; readonly name?: string; readonly next?: Value }
  | { readonly kind: 'end-finally' }
  | { readonly kind: 'throw' };

/** Names of the members of the object by which a body and its helper speak: the next label, and what comes back. */
export function namesOf(form: LabelMachine['form']): { readonly next: string; readonly sent: string } {
  return names[form];
}

const names = {
  typescript: { next: 'label', sent: '[Symbol(sent)]' },
  regenerator: { next: 'next', sent: 'sent' },
  'regenerator-short': { next: 'n', sent: 'v' },
} as const;

/** The numbers of TypeScript's helper: `return [4, value]`. Regenerator's methods give the same, marked. */
export const codes = { return: 2, jump: 3, yield: 4, delegate: 5, throw: 6, endFinally: 7 } as const;

const markKey = '[Symbol(operation)]';

/** What a method of regenerator gives, for the body to return it. */
export function operation(m: Machine, node: ts.Node, code: number, ...rest: readonly Value[]): HeapObject {
  const made = arrayOf(m, node, [constant(code), ...rest]);
  defineOwn(m, made, markKey, undefinedValue);
  return made;
}

/** What a piece that returns a value may ask for. */
export function operationsIn(m: Machine, form: LabelMachine['form'], returned: Value): Operation[] {
  return optionsOf(returned).map(({ value }) => {
    const isOne =
      value.kind === 'object' &&
      value.elements !== undefined &&
      (form === 'typescript' || value.properties.has(markKey));
    if (isOne) return operationOf(m, value);
    return { kind: form === 'typescript' ? 'return' : 'yield', value };
  });
}

function operationOf(m: Machine, list: HeapObject): Operation {
  const [code, value, name, next] = [0, 1, 2, 3].map((index) => elementAtIndex(m, list, index));
  switch (numberIn(code)) {
    case codes.jump:
      return { kind: 'jump', value: value ?? undefinedValue };
    case codes.yield:
      return { kind: 'yield', value: value ?? undefinedValue };
    case codes.delegate:
      return delegateOf(value ?? undefinedValue, name, next);
    case codes.endFinally:
      return { kind: 'end-finally' };
    case codes.throw:
      return { kind: 'throw' };
    default:
      return { kind: 'return', value: value ?? undefinedValue };
  }
}

function delegateOf(value: Value, name: Value | undefined, next: Value | undefined): Operation {
  const [first] = name?.kind === 'text' ? name.pieces : [];
  const text = first !== undefined && 'text' in first ? first.text : undefined;
  const isGiven = next !== undefined && next !== undefinedValue;
  return { kind: 'delegate', value, ...(text !== undefined && { name: text }), ...(isGiven && { next }) };
}

function numberIn(value: Single | Value | undefined): number | undefined {
  return value?.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
}
