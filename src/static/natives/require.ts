import type { ts } from 'ts-morph';
import { defineOwn, nativeFunction } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { requireList } from './amd.ts';
import { contextFunction } from './module-context.ts';
import { absolutePath, resolvable } from './program-path.ts';

/** `require` of a module of the program, and of `createRequire`. */
export function requireFunction(m: Machine, from: string): HeapObject {
  const made = nativeFunction(m, 'require', (machine, { args, node }) => {
    const [specifier = undefinedValue, callback] = args;
    if (specifier.kind === 'object' && specifier.elements !== undefined)
      return requireList(machine, specifier, callback ?? undefinedValue, from, node);
    return machine.load({ specifier, from, node, how: 'require' });
  });
  // Which module the program was started with, and what is loaded already, differs from start to start.
  for (const name of ['main', 'cache', 'extensions'])
    defineOwn(m, made, name, unknown('environment', undefined, `require.${name}`));
  for (const name of ['resolve', 'resolveWeak'])
    defineOwn(
      m,
      made,
      name,
      nativeFunction(m, name, (machine, { args, node }) => resolvedPath(machine, args[0], from, node)),
    );
  defineOwn(m, made, 'context', contextFunction(m, from));
  return made;
}

/** `require.resolve('./x')`: where the module lies. */
function resolvedPath(m: Machine, specifier: Value | undefined, from: string, node: ts.Node): Value {
  const plain = specifier === undefined ? undefined : plainText(specifier);
  if (plain === undefined) return specifier ?? undefinedValue;
  const asked = resolvable(plain, from);
  const found = m.modules.resolve(asked.name, asked.from);
  return found.kind === 'external' ? literal(plain, node) : absolutePath(found.path, node);
}
