import { defineOwn, nativeFunction, objectOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';
import { base64Functions } from './buffer.ts';
import { constructorValue } from './constructors.ts';
import { deepCopy } from './deep-copy.ts';
import { encodingFunctions } from './encoding.ts';
import { jsonFunctions } from './json.ts';
import { languageHelper } from './languages/helpers.ts';
import { mathFunctions, parseFunctions } from './numbers.ts';
import { type Functions, functionsObject, openModule } from './open-module.ts';
import { workingFolder } from './program-path.ts';
import { reflectFunctions } from './reflect.ts';
import { symbolFunction } from './symbol.ts';
import { timerFunctions } from './timers.ts';
import { evalText } from './vm-module.ts';
import { importScripts } from './worker.ts';

const globalFunctions: Functions = {
  ...encodingFunctions,
  ...parseFunctions,
  ...base64Functions,
  ...timerFunctions,
  structuredClone: (m, { args, node }) => deepCopy(m, args[0] ?? undefinedValue, node),
  eval: evalText,
  importScripts,
};

const globalObjects: Readonly<Record<string, (m: Machine) => Value>> = {
  JSON: (m) => functionsObject(m, jsonFunctions),
  Reflect: (m) => functionsObject(m, reflectFunctions),
  Math: (m) => openModule(m, 'Math', mathFunctions),
  Symbol: symbolFunction,
  process: processObject,
  ...Object.fromEntries(['globalThis', 'window', 'global', 'self'].map((name) => [name, globalObject])),
};

/** What a global name of the language or the platform stands for; `undefined` for names rolefit does not know. */
export function globalValue(m: Machine, name: string): Value | undefined {
  const simple = Object.hasOwn(globalFunctions, name) ? globalFunctions[name] : undefined;
  if (simple !== undefined) return nativeFunction(m, name, simple);
  const helper = languageHelper(m, name);
  if (helper !== undefined) return helper;
  const made = Object.hasOwn(globalObjects, name) ? globalObjects[name] : undefined;
  return made === undefined ? constructorValue(m, name) : made(m);
}

function processObject(m: Machine): Value {
  const env = m.object(undefined);
  env.brand = { kind: 'environment' };
  env.open = unknown('environment', undefined, 'process.env').gap;
  const made = objectOf(m, undefined, { env });
  made.open = unknown('environment', undefined, 'process').gap;
  const { queueMicrotask: nextTick } = timerFunctions;
  if (nextTick !== undefined) defineOwn(m, made, 'nextTick', nativeFunction(m, 'nextTick', nextTick));
  defineOwn(
    m,
    made,
    'cwd',
    nativeFunction(m, 'cwd', (_machine, { node }) => workingFolder(node)),
  );
  return made;
}

/** The global object: `globalThis.x` is the global `x`, and what is set there is one. */
function globalObject(m: Machine): Value {
  const made = m.object(undefined);
  made.brand = { kind: 'global' };
  made.open = unknown('external-module', undefined, 'globalThis').gap;
  return made;
}
