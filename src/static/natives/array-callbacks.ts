import { elementsOf, slotsOf } from '../heap/list.ts';
import { arrayOf } from '../heap/objects.ts';
import { ListWalk } from '../heap/walk.ts';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import { maybe, rounds } from '../machine/rounds.ts';
import type { NativeArguments } from '../value/brand.ts';
import { anyOf, choiceOf, decide, mayBeAbsent, optionsOf, presentPart } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { truthOf } from '../value/truth.ts';
import { absentValue, constant, isAbsent, undefinedValue, unknown, type Value } from '../value/value.ts';
import { widen } from '../value/widen.ts';
import type { ArrayMethod } from './array-method.ts';
import { flatten } from './array-parts.ts';

/** Methods that call back for the elements. */
export const callbackMethods: Readonly<Record<string, ArrayMethod>> = {
  map: (m, self, call) => mapped(m, self, call),
  flatMap: (m, self, call) => flatten(m, mapped(m, self, call), 1, call.node),
  forEach: (m, self, call) => {
    visitElements(m, self, call);
    return undefinedValue;
  },
  filter: filterElements,
  reduce: (m, self, call) => reduceElements(m, self, call, false),
  reduceRight: (m, self, call) => reduceElements(m, self, call, true),
};

export interface Visits {
  /** Element and answer, in order; absent where the element is. */
  readonly known: readonly { readonly element: Value; readonly answer: Value }[];
  readonly more: { readonly element: Value; readonly answer: Value } | undefined;
}

/**
 * Calls back for each known element in order, and once more for what else the list may hold. What the callback adds at
 * the end is not visited.
 */
export function visitElements(m: Machine, self: HeapObject, { args, node }: NativeArguments): Visits {
  const [callback] = args;
  const slots = slotsOf(m, self).slice(0, m.limits.elements);
  const walk = new ListWalk(m, self);
  const { more: others } = self;
  const visit = (element: Value, index: Value) =>
    callback === undefined
      ? undefinedValue
      : m.call(callback, { self: args[1] ?? undefinedValue, args: [element, index, self], node });
  const visitMore = (element: Value) => ({
    element,
    answer: anyNumber(m, node, () => visit(element, unknown('unknown-key', node))),
  });
  const firstUnsure = slots.findIndex(mayBeAbsent);
  const known: { element: Value; answer: Value }[] = [];
  for (const position of slots.keys()) {
    const element = walk.slotAt(position);
    const isSure = firstUnsure === -1 || position < firstUnsure;
    const index = isSure ? constant(position) : unknown('unknown-key', node);
    known.push({ element, answer: answerFor(m, element, (single) => visit(single, index), node) });
    if (walk.hasChanged(position)) return { known, more: visitMore(walk.any()) };
  }
  return { known, more: others === undefined ? undefined : visitMore(m.store.read(others)) };
}

/** Calls back for elements whose number is not known, and gives all answers. */
function anyNumber(m: Machine, node: NativeArguments['node'], visit: () => Value): Value {
  const answers: Value[] = [];
  maybe(m, node, () =>
    rounds(m, node, () => {
      answers.push(visit());
      return 'normal';
    }),
  );
  return answers.length === 0 ? undefinedValue : anyOf(answers);
}

/** What the callback answers for an element, and nothing where the element is not there. */
function answerFor(m: Machine, slot: Value, visit: (element: Value) => Value, node: NativeArguments['node']): Value {
  if (!mayBeAbsent(slot)) return visit(slot);
  const present = presentPart(slot) ?? undefinedValue;
  const [answer = undefinedValue] = branchValues(m, m.point(node), [() => visit(present), () => undefinedValue]);
  return choiceOf([...optionsOf(answer), ...optionsOf(slot).filter((option) => isAbsent(option.value))]);
}

function mapped(m: Machine, self: HeapObject, call: NativeArguments): HeapObject {
  const { known, more } = visitElements(m, self, call);
  return arrayOf(
    m,
    call.node,
    known.map(({ answer }) => answer),
    more?.answer,
  );
}

// a.filter(f)  ⇒  the elements that f lets pass; absent in case f does not, where that is not known
function filterElements(m: Machine, self: HeapObject, call: NativeArguments): HeapObject {
  const { known, more } = visitElements(m, self, call);
  const kept = known.flatMap(({ element, answer }) => {
    const truth = truthOf(presentPart(answer) ?? answer);
    if (truth === false) return [];
    return truth === true ? [element] : [decide(m.point(call.node), [element, absentValue])];
  });
  const rest = more === undefined || truthOf(more.answer) === false ? undefined : more.element;
  return arrayOf(m, call.node, kept, rest);
}

function reduceElements(m: Machine, self: HeapObject, { args, node }: NativeArguments, isReversed: boolean): Value {
  const [callback, initial] = args;
  if (callback === undefined) return unknown('unsupported-syntax', node);
  const elements = isReversed ? elementsOf(m, self).reverse() : elementsOf(m, self);
  const visited = elements.slice(0, m.limits.elements);
  let isSure = self.more === undefined && !slotsOf(m, self).some(mayBeAbsent);
  const walk = new ListWalk(m, self);
  const combine = (result: Value, element: Value, index: Value) =>
    m.call(callback, { self: undefinedValue, args: [result, element, index, self], node });
  const start = initial ?? visited[0] ?? undefinedValue;
  const rest = [...visited.entries()].slice(initial === undefined ? 1 : 0);
  const once = rest.reduce<Value>((result, [place, element]) => {
    const index = isReversed ? visited.length - 1 - place : place;
    isSure &&= !walk.hasChanged(index);
    if (isSure) return combine(result, walk.slotAt(index), constant(index));
    const [next = result] = branchValues(m, m.point(node), [
      () => combine(result, anyOf([element, walk.any()]), unknown('unknown-key', node)),
      () => result,
    ]);
    return anyOf([next, result]);
  }, start);
  if (isSure || (self.more === undefined && !walk.isOver)) return once;
  return reduceOn(m, once, node, (result) => combine(result, walk.any(), unknown('unknown-key', node)));
}

/** Where any number of elements follow: what has been put together may grow on and on. */
function reduceOn(m: Machine, once: Value, node: NativeArguments['node'], combine: (result: Value) => Value): Value {
  let result = once;
  maybe(m, node, () =>
    rounds(m, node, () => {
      const next = combine(result);
      result = anyOf([result, widen(result, next) ?? next]);
      return 'normal';
    }),
  );
  return result;
}
