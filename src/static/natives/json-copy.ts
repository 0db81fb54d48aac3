import type { ts } from 'ts-morph';
import { addMore, slotsOf } from '../heap/list.ts';
import { arrayOf, defineOwn, freshObject, takenApart } from '../heap/objects.ts';
import { findMember } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import { mapValue } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { absentValue, isAbsent, literal, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { textOf } from './text-of.ts';

export interface JsonRules {
  /** A function that is asked about every member. */
  readonly replacer: Value | undefined;
  /** The names that are let through, when only some are. */
  readonly names: readonly string[] | undefined;
  readonly node: ts.Node;
}

const maxDepth = 24;

/**
 * What of a value gets into JSON, as a value of its own: what `toJSON` and the replacer say, getters for what they
 * give, no functions. `undefined` when nothing does.
 */
export function jsonCopy(m: Machine, value: Value, rules: JsonRules): Value | undefined {
  const holder = freshObject(m, rules.node);
  defineOwn(m, holder, '', value);
  const copy = new Copier(m, rules).member(holder, '', value, 0);
  return isAbsent(copy) ? undefined : copy;
}

class Copier {
  readonly #m: Machine;
  readonly #rules: JsonRules;
  readonly #inside: HeapObject[] = [];

  constructor(m: Machine, rules: JsonRules) {
    this.#m = m;
    this.#rules = rules;
  }

  member(holder: HeapObject, key: string, value: Value, depth: number): Value {
    const { node, replacer } = this.#rules;
    const own = mapValue(value, (single) => this.#toJson(single, key));
    const args = [literal(key, node), own];
    const replaced = replacer === undefined ? own : this.#m.call(replacer, { self: holder, args, node });
    return mapValue(replaced, (single) => this.#copy(single, depth));
  }

  #toJson(single: Single, key: string): Value {
    if (single.kind !== 'object' || isAbsent(single)) return single;
    const { node } = this.#rules;
    const method = findMember(this.#m, single, 'toJSON', single, node);
    if (method?.kind !== 'object') return single;
    return this.#m.call(method, { self: single, args: [literal(key, node)], node });
  }

  #copy(single: Single, depth: number): Value {
    if (single.kind === 'constant') return single.value === undefined ? absentValue : single;
    if (single.kind !== 'object') return single;
    switch (single.brand?.kind) {
      case undefined:
        return this.#object(single, depth);
      case 'url':
        return textOf(this.#m, single);
      case 'map':
        return freshObject(this.#m, this.#rules.node);
      case 'function':
      case 'class':
      case 'native':
        return absentValue;
      default:
        return unknown('not-text', this.#rules.node);
    }
  }

  #object(object: HeapObject, depth: number): Value {
    const { node } = this.#rules;
    if (depth > maxDepth || this.#inside.includes(object)) return unknown('too-deep', node);
    this.#inside.push(object);
    const copy = object.elements === undefined ? this.#members(object, depth) : this.#elements(object, depth);
    if (object.more !== undefined)
      addMore(this.#m, copy, this.member(object, '', this.#m.store.read(object.more), depth + 1));
    copy.open = object.open;
    this.#inside.pop();
    return copy;
  }

  #members(object: HeapObject, depth: number): HeapObject {
    const copy = freshObject(this.#m, this.#rules.node);
    const { names } = this.#rules;
    for (const [key, slot] of takenApart(this.#m, object)) {
      if (names !== undefined && !names.includes(key)) continue;
      const value = this.member(object, key, slot, depth + 1);
      if (!isAbsent(value)) defineOwn(this.#m, copy, key, value);
    }
    return copy;
  }

  #elements(object: HeapObject, depth: number): HeapObject {
    const elements = slotsOf(this.#m, object).map((slot, index) =>
      mapValue(slot, (single) => {
        if (isAbsent(single)) return single;
        const value = this.member(object, String(index), single, depth + 1);
        return isAbsent(value) ? undefinedValue : value;
      }),
    );
    return arrayOf(this.#m, this.#rules.node, elements);
  }
}
