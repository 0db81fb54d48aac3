import { nativeFunction, setOwn } from '../heap/objects.ts';
import { symbolOf } from '../heap/symbols.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { ownKey, registeredKey, wellKnownKey } from '../value/symbol-key.ts';
import { plainText, unknown, type Value } from '../value/value.ts';

/** The symbols of the language (ECMA-262, 6.1.5.1, and explicit resource management). */
const wellKnown = [
  ...['asyncDispose', 'asyncIterator', 'dispose', 'hasInstance', 'isConcatSpreadable', 'iterator', 'match'],
  ...['matchAll', 'replace', 'search', 'species', 'split', 'toPrimitive', 'toStringTag', 'unscopables'],
];

/** `Symbol`, with the symbols that the language knows by name. */
export function symbolFunction(m: Machine): HeapObject {
  const made = nativeFunction(m, 'Symbol', (machine, { args, node }) =>
    symbolOf(machine, ownKey(nameOf(args[0]) ?? '', machine.nextId()), node),
  );
  for (const name of wellKnown) setOwn(m, made, name, symbolOf(m, wellKnownKey(name)));
  setOwn(m, made, 'for', nativeFunction(m, 'for', registered));
  return made;
}

// Symbol.for('x')  ⇒  one symbol for each name
function registered(m: Machine, { args, node }: NativeArguments): Value {
  const name = nameOf(args[0]);
  return name === undefined ? unknown('unknown-key', node, 'Symbol.for()') : symbolOf(m, registeredKey(name), node);
}

function nameOf(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value.kind === 'constant' ? String(value.value) : plainText(value);
}
