import { elementsOf } from '../heap/list.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import { mapValue } from '../value/choice.ts';
import { plainText, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { deepCopy } from './deep-copy.ts';
import { dataFileOf } from './file-text.ts';
import { jsonCopy } from './json-copy.ts';
import { jsonValue } from './json-value.ts';
import type { Functions } from './open-module.ts';
import { parseJson } from './parse-json.ts';
import { revive } from './revive.ts';
import { textOf } from './text-of.ts';

/** The functions of `JSON`. */
export const jsonFunctions: Functions = {
  // JSON.parse('{"a":"/x"}')  ⇒  { a: '/x' };  a text that stringify made is what was put into it
  parse: (m, call) => {
    const [text = undefinedValue, reviver] = call.args;
    const value = mapValue(text, (single) =>
      // Bytes are read as the text that they are.
      single.kind === 'object'
        ? mapValue(textOf(m, single), (bytes) => parsed(m, bytes, call))
        : parsed(m, single, call),
    );
    return reviver === undefined ? value : revive(m, value, reviver, call.node);
  },
  // JSON.stringify(v)  ⇒  a text that is not put together, but remembered for what it stands for
  stringify: (m, { args, node }) => {
    const [value = undefinedValue, replacer] = args;
    const json = jsonCopy(m, value, { replacer: callable(replacer), names: namesIn(m, replacer), node });
    const { gap } = unknown('not-text', node, 'JSON.stringify()');
    return json === undefined ? undefinedValue : { kind: 'unknown', gap: { ...gap, json } };
  },
};

function parsed(m: Machine, text: Single, { node }: NativeArguments): Value {
  if (text.kind === 'unknown' && text.gap.json !== undefined) return deepCopy(m, text.gap.json, node);
  const file = text.kind === 'text' ? dataFileOf(text) : undefined;
  // Data that is read twice is two values; that of `require` is one.
  if (file !== undefined) return deepCopy(m, jsonValue(m, file), node);
  const value = text.kind === 'text' ? parseJson(m, text, node) : undefined;
  return (
    value ?? unknown('input', node, text.kind === 'unknown' ? `JSON.parse(${text.gap.name ?? ''})` : 'JSON.parse()')
  );
}

function callable(value: Value | undefined): Value | undefined {
  return value?.kind === 'object' && value.elements === undefined ? value : undefined;
}

/** The names that a list in the place of the replacer lets through. */
function namesIn(m: Machine, value: Value | undefined): readonly string[] | undefined {
  if (value?.kind !== 'object' || value.elements === undefined || value.more !== undefined) return undefined;
  return elementsOf(m, value).flatMap((name) => plainText(name) ?? []);
}
