import type { Machine } from '../machine/machine.ts';
import { arrayOf, nativeFunction } from '../machine/objects.ts';
import { getIndexed, setIndexed } from '../machine/property.ts';
import type { NativeArguments } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { literal, undefinedValue, unknown, type Value } from '../value/value.ts';

/** Members of a `Map` or `Set`: keys are kept as properties. */
export function mapMember(m: Machine, self: HeapObject, key: string): Value | undefined {
  const method = (call: (machine: Machine, request: NativeArguments) => Value) => nativeFunction(m, key, call);
  switch (key) {
    case 'get':
      return method((machine, { args, node }) =>
        getIndexed(machine, plain(machine, self), args[0] ?? undefinedValue, node),
      );
    case 'set':
      return method((machine, { args, node }) => {
        setIndexed(machine, self, args[0] ?? undefinedValue, args[1] ?? undefinedValue, node);
        return self;
      });
    case 'add':
      return method((machine, { args, node }) => {
        setIndexed(machine, self, args[0] ?? undefinedValue, args[0] ?? undefinedValue, node);
        return self;
      });
    case 'has':
      return method((_machine, { node }) => unknown('not-text', node));
    case 'keys':
      return method((machine, { node }) =>
        arrayOf(
          machine,
          node,
          [...self.properties.keys()].map((name) => literal(name, self.at)),
        ),
      );
    case 'values':
      return method((machine, { node }) =>
        arrayOf(
          machine,
          node,
          [...self.properties.values()].map((cell) => machine.store.read(cell)),
        ),
      );
    case 'entries':
      return method((machine, { node }) =>
        arrayOf(
          machine,
          node,
          [...self.properties].map(([name, cell]) =>
            arrayOf(machine, node, [literal(name, self.at), machine.store.read(cell)]),
          ),
        ),
      );
    case 'forEach':
      return method((machine, { args, node }) => {
        for (const [name, cell] of self.properties) {
          if (args[0] !== undefined)
            machine.call(args[0], {
              self: undefinedValue,
              args: [machine.store.read(cell), literal(name, self.at)],
              node,
            });
        }
        return undefinedValue;
      });
    default:
      return undefined;
  }
}

/** The map as a plain object, so that a key named like a method is still a key. */
function plain(m: Machine, self: HeapObject): HeapObject {
  const made = m.object(self.at);
  for (const [key, cell] of self.properties) made.properties.set(key, cell);
  made.more = self.more;
  return made;
}
