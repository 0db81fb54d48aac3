import type { ts } from 'ts-morph';
import { lookOf } from '../machine/look.ts';
import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import { keyOf } from '../value/key-of.ts';
import type { Value } from '../value/value.ts';

/** Objects of one place in the source that are told apart, before those that look the same count as one. */
const maxApart = 100;

/**
 * Names values by which objects they are. Where one place makes objects without end, because each is given away by what
 * another one does (a proxy whose members are proxies), they are named by what they look like.
 */
export class Places {
  readonly #made = new Map<ts.Node, Set<number>>();

  keyOf(m: Machine, value: Value): string {
    return optionsOf(value)
      .map(({ value: single }) => {
        if (single.kind !== 'object' || single.at === undefined) return keyOf(single);
        const made = this.#made.get(single.at) ?? new Set();
        this.#made.set(single.at, made);
        if (made.size >= maxApart && !made.has(single.id)) return lookOf(m, single);
        made.add(single.id);
        return keyOf(single);
      })
      .join('|');
  }
}
