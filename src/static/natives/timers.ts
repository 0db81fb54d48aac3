import type { NativeCall } from '../machine/native.ts';
import { optionsOf } from '../value/choice.ts';
import { undefinedValue, unknown } from '../value/value.ts';
import type { Functions } from './open-module.ts';

/**
 * Calls back at a later time, with the arguments from a place on; a timer that repeats does so any number of times,
 * when other code has run in between. A text is run as code.
 */
function later(name: string, from: number): NativeCall {
  return (m, { args, node }) => {
    const [callback = undefinedValue] = args;
    const texts = optionsOf(callback).filter(({ value }) => value.kind === 'text');
    for (const { value } of texts) m.runText({ code: value, node });
    if (texts.length < optionsOf(callback).length)
      m.call(callback, { self: undefinedValue, args: args.slice(from), node, later: true });
    return unknown('external-call', node, `${name}()`);
  };
}

/** Functions of the platform that run a callback when the rest has run. */
export const timerFunctions: Functions = {
  setTimeout: later('setTimeout', 2),
  setInterval: later('setInterval', 2),
  setImmediate: later('setImmediate', 1),
  queueMicrotask: later('queueMicrotask', 1),
  requestAnimationFrame: later('requestAnimationFrame', 1),
  requestIdleCallback: later('requestIdleCallback', 1),
  ...Object.fromEntries(
    ['clearTimeout', 'clearInterval', 'clearImmediate', 'cancelAnimationFrame'].map((name) => [
      name,
      (() => undefinedValue) satisfies NativeCall,
    ]),
  ),
};
