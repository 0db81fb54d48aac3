import type { Machine } from '../machine/machine.ts';
import { giveToDecorator } from '../opaque/give-to-decorator.ts';
import { mapValue, optionsOf } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import type { ClassInMaking } from './class.ts';
import { contextOf, decoratorsOf, isOpaque } from './decorator.ts';

/**
 * What the decorators of a class make of it: the class, or what they return in its place. A decorator that is not
 * known may do with the class whatever code outside the program may.
 */
export function decorateClass(m: Machine, made: ClassInMaking, scope: Scope): Value {
  const { type, brand, later } = made;
  let current: Value = type;
  for (const decorator of decoratorsOf(m, brand.node, scope)) {
    if (isOpaque(decorator)) {
      giveToDecorator(m, current, decorator.callee);
      continue;
    }
    const context = contextOf(m, decorator.node, {
      kind: 'class',
      name: brand.node.name?.text ?? '',
      isStatic: false,
      initializers: later,
    });
    const before = current;
    const result = m.call(decorator.callee, { self: undefinedValue, args: [before, context], node: decorator.node });
    current = mapValue(result, (single) => (single.kind === 'object' && single.brand !== undefined ? single : before));
  }
  for (const { value: self } of optionsOf(current))
    for (const run of later) m.call(run, { self, args: [], node: brand.node });
  return current;
}
