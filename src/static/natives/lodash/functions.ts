import { elementsOf } from '../../heap/list.ts';
import { arrayOf, nativeFunction } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import { branchValues } from '../../machine/branch.ts';
import type { Machine } from '../../machine/machine.ts';
import type { NativeCall } from '../../machine/native.ts';
import { anyOf } from '../../value/choice.ts';
import { constant, undefinedValue, unknown, type Value } from '../../value/value.ts';
import type { Functions } from '../open-module.ts';

/** The functions themselves, where a list of them may stand for several. */
function functionsIn(m: Machine, args: readonly Value[]): Value[] {
  return args.flatMap((arg) => (arg.kind === 'object' && arg.elements !== undefined ? elementsOf(m, arg) : [arg]));
}

/** Functions one after the other, each with what the one before gives. */
const composed =
  (isReversed: boolean): NativeCall =>
  (m, { args }) => {
    const inOrder = isReversed ? functionsIn(m, args).reverse() : functionsIn(m, args);
    return nativeFunction(m, 'flow', (machine, call) => {
      const [first, ...others] = inOrder;
      const start = first === undefined ? (call.args[0] ?? undefinedValue) : machine.call(first, call);
      return others.reduce<Value>(
        (value, next) => machine.call(next, { self: undefinedValue, args: [value], node: call.node }),
        start,
      );
    });
  };

/** A function that calls another one at a later time, perhaps for several of its own calls. */
const delayed: NativeCall = (m, { args: [callback = undefinedValue] }) =>
  nativeFunction(m, 'delayed', (machine, call) => machine.call(callback, { ...call, later: true }));

/** A function that calls another one once, or for some of its calls, with the same arguments. */
const limited =
  (place: number): NativeCall =>
  (m, { args }) => {
    const callback = args[place] ?? undefinedValue;
    return nativeFunction(m, 'limited', (machine, call) => machine.call(callback, call));
  };

const later =
  (from: number): NativeCall =>
  (m, { args: [callback = undefinedValue, ...args], node }) => {
    m.call(callback, { self: undefinedValue, args: args.slice(from), node, later: true });
    return unknown('external-call', node);
  };

/** A function that waits until it has all arguments that it is declared with. */
const curried: NativeCall = (m, { args: [callback = undefinedValue, arity] }) => {
  const count = arity?.kind === 'constant' && typeof arity.value === 'number' ? arity.value : parametersOf(callback);
  const wait = (given: readonly Value[]): Value =>
    nativeFunction(m, 'curried', (machine, call) => {
      const all = [...given, ...call.args];
      return all.length >= count ? machine.call(callback, { ...call, args: all }) : wait(all);
    });
  return wait([]);
};

function parametersOf(callback: Value): number {
  return callback.kind === 'object' && callback.brand?.kind === 'function' ? callback.brand.node.parameters.length : 1;
}

const bound =
  (hasReceiver: boolean): NativeCall =>
  (m, { args: [callee = undefinedValue, ...args], node }) =>
    m.call(getProperty(m, callee, 'bind', node), {
      self: callee,
      args: hasReceiver ? args : [undefinedValue, ...args],
      node,
    });

const partialRight: NativeCall = (m, { args: [callee = undefinedValue, ...last] }) =>
  nativeFunction(m, 'partial', (machine, call) => machine.call(callee, { ...call, args: [...call.args, ...last] }));

/** How often a callback is run for a number of times, before they are taken to be alike. */
const maxTimes = 20;

const times: NativeCall = (m, { args: [count = undefinedValue, callback = undefinedValue], node }) => {
  const call = (index: Value) => m.call(callback, { self: undefinedValue, args: [index], node });
  const number = count.kind === 'constant' && typeof count.value === 'number' ? count.value : undefined;
  if (number !== undefined && number <= maxTimes)
    return arrayOf(
      m,
      node,
      Array.from({ length: Math.max(number, 0) }, (_, index) => call(constant(index))),
    );
  const [value = undefinedValue] = branchValues(m, m.point(node), [
    () => call(unknown('unknown-key', node)),
    () => undefinedValue,
  ]);
  return arrayOf(m, node, [], value);
};

const same: NativeCall = (_m, { args: [value = undefinedValue] }) => value;
const given: NativeCall = (m, { args: [value = undefinedValue] }) => nativeFunction(m, 'constant', () => value);

/** The functions of lodash and underscore for functions. */
export const functionFunctions: Functions = {
  ...{ bind: bound(true), partial: bound(false), partialRight, curry: curried },
  ...{ flow: composed(false), flowRight: composed(true), compose: composed(true), pipe: composed(false) },
  ...{ debounce: delayed, throttle: delayed, delay: later(1), defer: later(0) },
  ...{ once: limited(0), memoize: limited(0), ary: limited(0), after: limited(1), before: limited(1) },
  ...{ constant: given, identity: same, noop: () => undefinedValue, times },
  unary: (m, { args: [callback = undefinedValue] }) =>
    nativeFunction(m, 'unary', (machine, call) => machine.call(callback, { ...call, args: call.args.slice(0, 1) })),
  negate: (m, { args: [callback = undefinedValue] }) =>
    nativeFunction(m, 'negated', (machine, call) => {
      machine.call(callback, call);
      return unknown('not-text', call.node);
    }),
  wrap: (m, { args: [value = undefinedValue, wrapper = undefinedValue] }) =>
    nativeFunction(m, 'wrapped', (machine, call) => machine.call(wrapper, { ...call, args: [value, ...call.args] })),
  attempt: (m, { args: [callback = undefinedValue, ...args], node }) =>
    anyOf([m.call(callback, { self: undefinedValue, args, node }), unknown('external-call', node, 'error')]),
  tap: (m, { args: [value = undefinedValue, callback = undefinedValue], node }) => {
    m.call(callback, { self: undefinedValue, args: [value], node });
    return value;
  },
  thru: (m, { args: [value = undefinedValue, callback = undefinedValue], node }) =>
    m.call(callback, { self: undefinedValue, args: [value], node }),
};
