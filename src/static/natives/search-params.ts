import type { ts } from 'ts-morph';
import { addMore, elementsOf, listOf } from '../heap/list.ts';
import { entriesOf, freshObject, nativeFunction, setOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { concat, markGaps, text } from '../value/text.ts';
import { absentValue, literal, plainText, type Text, undefinedValue, unknown, type Value } from '../value/value.ts';
import { textOf } from './text-of.ts';

/** `new URLSearchParams(init)`: names as properties. */
export function makeSearchParams(m: Machine, init: Value | undefined, node: ts.Node): HeapObject {
  const made = freshObject(m, node);
  made.brand = { kind: 'search-params' };
  for (const { value } of init === undefined ? [] : optionsOf(init)) {
    if (value.kind === 'text') readQuery(m, made, value);
    else if (value.kind === 'object' && value.elements !== undefined) readPairs(m, made, value);
    else if (value.kind === 'object') {
      for (const [key, part] of entriesOf(m, value)) setOwn(m, made, key, part);
      made.open = value.open;
    } else if (value.kind === 'unknown') made.open = value.gap;
  }
  return made;
}

function readQuery(m: Machine, made: HeapObject, query: Text): void {
  const { marked, restore } = markGaps(query);
  for (const pair of marked.replace(/^\?/, '').split('&').slice(0, 100)) {
    const [name = '', ...rest] = pair.split('=');
    if (name !== '') setOwn(m, made, name, restore(rest.join('=')));
  }
}

function readPairs(m: Machine, made: HeapObject, pairs: HeapObject): void {
  for (const pair of elementsOf(m, pairs)) {
    if (pair.kind !== 'object' || pair.elements === undefined) continue;
    const [name, value] = listOf(m, pair).known;
    const key = name === undefined ? undefined : plainText(name);
    if (key !== undefined) setOwn(m, made, key, value ?? undefinedValue);
  }
}

/** A member of `URLSearchParams` or `FormData`. */
export function searchParamsMember(m: Machine, self: HeapObject, key: string): Value | undefined {
  if (key === 'toString') return nativeFunction(m, key, (machine) => searchParamsText(machine, self));
  if (key === 'append' || key === 'set') {
    return nativeFunction(m, key, (machine, { args }) => {
      const name = args[0] === undefined ? undefined : plainText(args[0]);
      if (name === undefined) addMore(machine, self, args[1] ?? undefinedValue);
      else setOwn(machine, self, name, args[1] ?? undefinedValue);
      return undefinedValue;
    });
  }
  if (key === 'delete') {
    return nativeFunction(m, key, (machine, { args }) => {
      const name = args[0] === undefined ? undefined : plainText(args[0]);
      const cell = name === undefined ? undefined : self.properties.get(name);
      if (cell !== undefined) machine.store.write(cell, absentValue);
      return undefinedValue;
    });
  }
  if (key === 'get') {
    return nativeFunction(m, key, (machine, { args, node }) => {
      const name = args[0] === undefined ? undefined : plainText(args[0]);
      const cell = name === undefined ? undefined : self.properties.get(name);
      return cell === undefined ? unknown('unknown-key', node, name) : machine.store.read(cell);
    });
  }
  return undefined;
}

/** `a=…&b=…`: the names as literals, the values as they are. */
export function searchParamsText(m: Machine, self: HeapObject): Value {
  let whole: Value = literal('', self.at);
  for (const [index, [name, value]] of entriesOf(m, self).entries()) {
    whole = concat(whole, literal(`${index === 0 ? '' : '&'}${name}=`, self.at));
    whole = concat(whole, textOf(m, value));
  }
  const gap = self.open ?? (self.more === undefined ? undefined : unknown('unknown-key', self.at).gap);
  return gap === undefined ? whole : concat(whole, text([gap]));
}
