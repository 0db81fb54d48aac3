import type { ts } from 'ts-morph';
import { mapValue } from '../value/choice.ts';
import { constant, literal, type Value } from '../value/value.ts';

/** What is no text keeps its kind as the key of a map: 1 and '1' are two keys there, and one name of a property. */
const kinds = /^\[Key (number|boolean|object|undefined)\](.*)$/s;

/** The name under which a map keeps what it has under a key. */
export function mapKey(key: Value): Value {
  return mapValue(key, (single) =>
    single.kind === 'constant' ? literal(`[Key ${typeof single.value}]${String(single.value)}`) : single,
  );
}

/** The key of a map that is kept under a name. */
export function keyNamed(name: string, at: ts.Node | undefined): Value {
  const [, kind, text = ''] = kinds.exec(name) ?? [];
  switch (kind) {
    case 'number':
      return constant(Number(text));
    case 'boolean':
      return constant(text === 'true');
    case 'object':
      return constant(null);
    case 'undefined':
      return constant(undefined);
    default:
      return literal(name, at);
  }
}
