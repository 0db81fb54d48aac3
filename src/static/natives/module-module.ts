import { defineOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { plainText, undefinedValue, type Value } from '../value/value.ts';
import { openModule } from './open-module.ts';
import { resolvable } from './program-path.ts';
import { requireFunction } from './require.ts';
import { textOf } from './text-of.ts';

/** `createRequire(import.meta.url)`: the `require` of the module of that name, or else of the one that asks. */
const createRequire: NativeCall = (m, { args, node }) => {
  const plain = plainText(textOf(m, args[0] ?? undefinedValue));
  const asked = plain === undefined ? undefined : resolvable(plain, '');
  const isOfProgram = asked !== undefined && asked.name !== plain;
  return requireFunction(m, isOfProgram ? asked.name.slice(2) : m.modules.pathOf(node.getSourceFile()));
};

/** `node:module` */
export function moduleModule(m: Machine): Value {
  const made = openModule(m, 'module', { createRequire, createRequireFromPath: createRequire });
  for (const name of ['Module', 'default']) defineOwn(m, made, name, made);
  return made;
}
