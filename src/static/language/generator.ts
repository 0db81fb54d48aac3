import type { ts } from 'ts-morph';
import type { Yielded } from '../heap/generator.ts';
import { freshObject } from '../heap/objects.ts';
import type { Frame } from '../machine/frame.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { FunctionBrand } from '../value/brand.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, type Value } from '../value/value.ts';

export function isGenerator(node: ts.FunctionLikeDeclaration): boolean {
  return 'asteriskToken' in node && node.asteriskToken !== undefined;
}

// function* f(a) {}; f(a)  ⇒  a generator: its body runs when it is iterated over
export function makeGenerator(m: Machine, brand: FunctionBrand, request: CallRequest): HeapObject {
  const body = m.object(brand.node);
  body.brand = {
    ...brand,
    boundThis: brand.boundThis ?? request.self,
    boundArguments: [...(brand.boundArguments ?? []), ...request.args],
    resumes: true,
  };
  const made = freshObject(m, request.node);
  made.brand = { kind: 'generator', body, node: request.node, sent: [] };
  return made;
}

/** What a run of the body gave. From the first `yield` on that may not come, anything may come in any place. */
export function yieldedIn({ yields }: Frame, returned: readonly Value[]): Yielded {
  const firstUnsure = yields.findIndex(({ isSure }) => !isSure);
  const known = firstUnsure === -1 ? yields : yields.slice(0, firstUnsure);
  const rest = firstUnsure === -1 ? [] : yields.slice(firstUnsure);
  return {
    known: known.map(({ value }) => value),
    more: rest.length === 0 ? undefined : anyOf(rest.map(({ value }) => value)),
    returned: returned.length === 0 ? undefinedValue : anyOf(returned),
  };
}
