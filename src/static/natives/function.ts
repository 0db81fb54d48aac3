import { prototypeOf } from '../heap/instances.ts';
import { listOf } from '../heap/list.ts';
import { nativeFunction } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';

/** Members of a function: call, apply, bind and its prototype. */
export function functionMember(m: Machine, self: HeapObject, key: string): Value | undefined {
  switch (key) {
    case 'call':
      return nativeFunction(m, key, (machine, { args, node }) =>
        machine.call(self, { self: args[0] ?? undefinedValue, args: args.slice(1), node }),
      );
    case 'apply':
      return nativeFunction(m, key, (machine, { args, node }) => {
        const list = args[1];
        const isList = list?.kind === 'object' && list.elements !== undefined;
        const { known, more } = isList ? listOf(machine, list) : { known: [], more: undefined };
        const open = more !== undefined || (list !== undefined && !isList);
        const handed = more === undefined ? known : [...known, more, more, more];
        return machine.call(self, { self: args[0] ?? undefinedValue, args: handed, node, openArguments: open });
      });
    case 'bind':
      return nativeFunction(m, key, (machine, { args }) => bind(machine, self, args));
    case 'prototype':
      return self.brand?.kind === 'function' ? prototypeOf(m, self) : undefined;
    case 'name':
    case 'length':
      return unknown('not-text', self.at, key);
    default:
      return undefined;
  }
}

function bind(m: Machine, self: HeapObject, args: readonly Value[]): Value {
  if (self.brand?.kind !== 'function') return self;
  const bound = m.object(self.at);
  bound.brand = {
    ...self.brand,
    ...(args[0] === undefined ? {} : { boundThis: args[0] }),
    boundArguments: [...(self.brand.boundArguments ?? []), ...args.slice(1)],
  };
  return bound;
}
