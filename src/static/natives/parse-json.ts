import type { ts } from 'ts-morph';
import { addMore } from '../heap/list.ts';
import { arrayOf, objectOfEntries } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { markGaps } from '../value/text.ts';
import { constant, isGap, type Text, type Value } from '../value/value.ts';

const maxText = 200_000;

/** Says of a text in JSON that it stands for a whole value that is not known. */
const whole = '\u0003';

/** The value that a JSON text stands for, with its gaps; `undefined` where it is no JSON, as far as it is known. */
export function parseJson(m: Machine, text: Text, node: ts.Node): Value | undefined {
  const { marked, restore } = markGaps(text);
  if (marked.length > maxText || marked.trim() === '') return undefined;
  const parsed = plainJson(quoteGaps(marked));
  return parsed === undefined ? undefined : build(parsed.json);

  function build(json: unknown): Value {
    m.step();
    if (typeof json === 'string') return textValue(json);
    if (typeof json === 'number' || typeof json === 'boolean' || json === null) return constant(json);
    if (Array.isArray(json)) return arrayOf(m, node, json.map(build));
    return objectValue(Object.entries(json ?? {}));
  }

  function textValue(json: string): Value {
    if (!json.startsWith(whole)) return restore(json);
    const [gap] = restore(json.slice(1)).pieces;
    return gap !== undefined && isGap(gap) ? { kind: 'unknown', gap } : restore(json.slice(1));
  }

  function objectValue(entries: readonly [string, unknown][]): Value {
    const known = entries.filter(([key]) => !restore(key).pieces.some(isGap));
    const made = objectOfEntries(
      m,
      node,
      known.map(([key, json]): [string, Value] => [key, build(json)]),
    );
    for (const [key, json] of entries) if (restore(key).pieces.some(isGap)) addMore(m, made, build(json));
    return made;
  }
}

function plainJson(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** `{"a":␀}`, where what is not known is no part of a text, to `{"a":"␃␀"}`. */
function quoteGaps(marked: string): string {
  let quoted = '';
  let isInText = false;
  for (let index = 0; index < marked.length; index += 1) {
    const character = marked.charAt(index);
    if (isInText && character === '\\') {
      quoted += character + marked.charAt(index + 1);
      index += 1;
      continue;
    }
    if (character === '"') isInText = !isInText;
    quoted += !isInText && /[\uE000-\uF8FF]/.test(character) ? `"\\u0003${character}"` : character;
  }
  return quoted;
}
