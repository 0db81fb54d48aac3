import type { ts } from 'ts-morph';
import { defineOwn, nativeFunction } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { optionsOf } from '../value/choice.ts';
import { truthOf } from '../value/truth.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import { callOutside, openModule } from './open-module.ts';

/** Runs a script of the program that is started by its path, or by its address. */
export function startScript(m: Machine, path: Value, node: ts.Node): void {
  for (const { value: specifier } of optionsOf(path))
    m.load({ specifier, from: m.modules.pathOf(node.getSourceFile()), node, how: 'start' });
}

// new Worker('./w.js')  ⇒  the script runs;  new Worker(text, { eval: true })  ⇒  so does the text
export const makeWorker: NativeCall = (m, call) => {
  const [script = undefinedValue, options] = call.args;
  const isText = options?.kind === 'object' && truthOf(getProperty(m, options, 'eval', call.node)) === true;
  if (isText) m.runText({ code: script, node: call.node });
  else startScript(m, script, call.node);
  return callOutside(m, 'Worker', call);
};

/** `importScripts('./a.js', './b.js')` in a worker */
export const importScripts: NativeCall = (m, { args, node }) => {
  for (const script of args) startScript(m, script, node);
  return undefinedValue;
};

/** `node:worker_threads` */
export function workerThreadsModule(m: Machine): Value {
  const made = openModule(m, 'worker_threads', {});
  defineOwn(m, made, 'Worker', nativeFunction(m, 'Worker', makeWorker, makeWorker));
  defineOwn(m, made, 'default', made);
  return made;
}
