import { keyText } from '../heap/indexed.ts';
import { nativeFunction, objectOf, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { NativeCall } from '../machine/native.ts';
import { optionsOf } from '../value/choice.ts';
import { truthOf } from '../value/truth.ts';
import { literal, undefinedValue, unknown } from '../value/value.ts';
import { emit, emitterClass, listen, takeOff } from './emitter.ts';
import type { Functions } from './open-module.ts';

/** `new Event('x', { … })`, `new CustomEvent('x', { detail })` */
export const makeEvent: NativeCall = (m, { args: [type = undefinedValue, init], node }) => {
  const made = objectOf(m, node, { type });
  if (init !== undefined) setOwn(m, made, 'detail', getProperty(m, init, 'detail', node));
  made.open = unknown('external-call', node, 'event').gap;
  return made;
};

/** Members of an `EventTarget`. */
export const targetMethods: Functions = {
  addEventListener: (m, call) => {
    const [event = undefinedValue, listener = undefinedValue, options = undefinedValue] = call.args;
    const isSaid = (name: string) =>
      optionsOf(options).some(
        ({ value }) => value.kind !== 'constant' && truthOf(getProperty(m, value, name, call.node)) !== false,
      );
    const listening = { isOnce: isSaid('once'), mayGo: isSaid('signal') };
    listen(m, call.self, event, listener, call.node, listening);
    return undefinedValue;
  },
  removeEventListener: (m, { self: target, args: [event, listener] }) => {
    takeOff(m, target, event, listener);
    return undefinedValue;
  },
  dispatchEvent: (m, { self: target, args: [event = undefinedValue], node }) => {
    const type = getProperty(m, event, 'type', node);
    emit(m, target, type, [event], node);
    const name = keyText(type);
    const handler = name === undefined ? undefinedValue : getProperty(m, target, `on${name}`, node);
    if (handler.kind === 'object') m.call(handler, { self: target, args: [event], node });
    return unknown('not-text', node);
  },
};

/** `new AbortController()`: its signal is told when it aborts. */
export const makeAbortController: NativeCall = (m, { node }) => {
  const signal = m.construct(emitterClass(m, 'AbortSignal', targetMethods), { self: undefinedValue, args: [], node });
  if (signal.kind === 'object') signal.open = unknown('external-call', node, 'signal').gap;
  const abort: NativeCall = (machine, call) => {
    const event = makeEvent(machine, { ...call, args: [literal('abort', call.node)] });
    const dispatch = targetMethods['dispatchEvent'];
    return dispatch?.(machine, { self: signal, args: [event], node: call.node }) ?? undefinedValue;
  };
  return objectOf(m, node, { signal, abort: nativeFunction(m, 'abort', abort) });
};
