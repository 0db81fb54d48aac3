import type { Machine } from '../machine/machine.ts';
import type { GeneratorBrand } from '../value/brand.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { missingValue, undefinedValue, unknown, type Value } from '../value/value.ts';
import { type List, listOf } from './list.ts';
import { arrayOf, defineOwn } from './objects.ts';

/** Where a run of a generator's body leaves what it returned, beside the list of what it gave. */
const returnedKey = '[Symbol(returned)]';

/** What one run of a generator's body gave. */
export interface Yielded extends List {
  readonly returned: Value;
}

/** The result of a generator's body, as a value: what it gave in order, and what it returned. */
export function yieldedValue(m: Machine, at: HeapObject['at'], { known, more, returned }: Yielded): HeapObject {
  const made = arrayOf(m, at, known, more);
  defineOwn(m, made, returnedKey, returned);
  return made;
}

/**
 * Runs the body of a generator from its start to its end. `sent` is what each `yield` comes back with, where that is
 * known.
 */
export function runGenerator(m: Machine, { body, node }: GeneratorBrand, sent: Value | undefined): Yielded {
  const request = { self: undefinedValue, args: [], node, ...(sent && { sent }) };
  const results = optionsOf(m.call(body, request)).map(({ value }) => value);
  const [only] = results;
  if (results.length === 1 && only?.kind === 'object' && only.elements !== undefined)
    return { ...listOf(m, only), returned: returnedBy(m, only) };
  const more = unknown('external-call', node, 'yield');
  return { known: [], more, returned: more };
}

function returnedBy(m: Machine, list: HeapObject): Value {
  const cell = list.properties.get(returnedKey);
  return cell === undefined ? undefinedValue : m.store.read(cell);
}

/** Everything that asking a generator for one more may bring, its end included. */
export function anyYielded({ known, more, returned }: Yielded): Value {
  const end = returned === undefinedValue ? missingValue : returned;
  return anyOf([...known, ...(more === undefined ? [] : [more]), end]);
}

/** Generators that nobody seen iterates over: code outside the program does. */
export function generatorsIn(value: Value): { readonly generator: HeapObject; readonly brand: GeneratorBrand }[] {
  return optionsOf(value).flatMap(({ value: single }) =>
    single.kind === 'object' && single.brand?.kind === 'generator' ? [{ generator: single, brand: single.brand }] : [],
  );
}
