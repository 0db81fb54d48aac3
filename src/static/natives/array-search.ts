import { elementsOf, listOf } from '../heap/list.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import { decide } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { keyOf } from '../value/key-of.ts';
import { truthOf } from '../value/truth.ts';
import { constant, missingValue, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { type Visits, visitElements } from './array-callbacks.ts';
import type { ArrayMethod } from './array-method.ts';

/** Methods that ask which elements are there. */
export const searchMethods: Readonly<Record<string, ArrayMethod>> = {
  find: (m, self, call) => found(m, visitElements(m, self, call), false, call),
  findLast: (m, self, call) => found(m, visitElements(m, self, call), true, call),
  findIndex: (m, self, call) => place(visitElements(m, self, call), call),
  findLastIndex: (m, self, call) => {
    visitElements(m, self, call);
    return unknown('unknown-key', call.node);
  },
  some: (m, self, call) => quantified(visitElements(m, self, call), true, call),
  every: (m, self, call) => quantified(visitElements(m, self, call), false, call),
  includes: (m, self, { args, node }) => {
    const index = indexIn(m, self, args[0]);
    return index === undefined ? unknown('not-text', node) : constant(index !== -1);
  },
  indexOf: (m, self, { args, node }) => {
    const index = indexIn(m, self, args[0]);
    return index === undefined || args.length > 1 ? unknown('unknown-key', node) : constant(index);
  },
  lastIndexOf: (_m, _self, { node }) => unknown('unknown-key', node),
};

// a.find(f)  ⇒  the first element for which f surely holds, or one before it for which it may
function found(m: Machine, { known, more }: Visits, isLast: boolean, { node }: NativeArguments): Value {
  const ordered = isLast ? known.toReversed() : known;
  const candidates: Value[] = [];
  // What is not in the known part may come after it.
  if (isLast && more !== undefined && truthOf(more.answer) !== false) candidates.push(more.element);
  for (const { element, answer } of ordered) {
    const truth = truthOf(answer);
    if (truth === false) continue;
    candidates.push(element);
    if (truth === true) return decide(m.point(node), candidates);
  }
  if (!isLast && more !== undefined && truthOf(more.answer) !== false) candidates.push(more.element);
  return candidates.length === 0 ? undefinedValue : decide(m.point(node), [...candidates, missingValue]);
}

function place({ known, more }: Visits, { node }: NativeArguments): Value {
  for (const [index, { answer }] of known.entries()) {
    const truth = truthOf(answer);
    if (truth === true) return constant(index);
    if (truth === undefined) return unknown('unknown-key', node);
  }
  return more === undefined ? constant(-1) : unknown('unknown-key', node);
}

/** `some` for `decisive` true, `every` for false: one decisive answer settles it. */
function quantified({ known, more }: Visits, decisive: boolean, { node }: NativeArguments): Value {
  const truths = known.map(({ answer }) => truthOf(answer));
  if (truths.includes(decisive)) return constant(decisive);
  return truths.includes(undefined) || more !== undefined ? unknown('not-text', node) : constant(!decisive);
}

/** Index of a text or constant; `undefined` where it is not known whether it is there. */
function indexIn(m: Machine, self: HeapObject, wanted: Value | undefined): number | undefined {
  if (wanted === undefined || !isPlain(wanted)) return undefined;
  const { known, more } = listOf(m, self);
  if (more !== undefined || !elementsOf(m, self).every(isPlain)) return undefined;
  return known.findIndex((element) => keyOf(element) === keyOf(wanted));
}

function isPlain(value: Value): boolean {
  return value.kind === 'constant' || plainText(value) !== undefined;
}
