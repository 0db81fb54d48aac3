import { elementsOf } from '../heap/list.ts';
import { defineOwn, nativeFunction, objectOf, propertySlots } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { Scope } from '../value/scope.ts';
import { plainText, undefinedValue, type Value } from '../value/value.ts';
import { openModule } from './open-module.ts';

// eval(text)  ⇒  the text run where the call stands; anything but a text is what it is
export const evalText: NativeCall = (m, { args: [code = undefinedValue], node, scope }) =>
  code.kind === 'object' || code.kind === 'constant' ? code : m.runText({ code, node, scope });

// new Function('a', 'b', text)  ⇒  a function of the global scope with these parameters
export const makeFunction: NativeCall = (m, { args, node }) =>
  functionOf(m, args.slice(0, -1), args.at(-1) ?? undefinedValue, { node });

function functionOf(
  m: Machine,
  parameters: readonly Value[],
  body: Value,
  place: { readonly node: Parameters<Machine['runText']>[0]['node']; readonly scope?: Scope | undefined },
): Value {
  const names = parameters.map((parameter) => plainText(parameter));
  // Names that are not known may be any: what the body calls them is then not known either.
  const before = names.includes(undefined) ? '(function () {' : `(function (${names.join(',').replace(/\s+/g, ' ')}) {`;
  return m.runText({ code: body, before, after: '\n})', ...place });
}

/** The names that a text sees which runs in a context: the context's own, and then the language's. */
function scopeOf(m: Machine, context: Value | undefined): Scope | undefined {
  if (context?.kind !== 'object') return undefined;
  const scope = m.scope(m.globals);
  for (const [key] of propertySlots(m, context)) {
    const cell = context.properties.get(key);
    if (cell !== undefined) scope.names.set(key, cell);
  }
  return scope;
}

const inGlobal: NativeCall = (m, { args: [code = undefinedValue], node }) => m.runText({ code, node });
const inContext: NativeCall = (m, { args: [code = undefinedValue, context], node }) =>
  m.runText({ code, node, scope: scopeOf(m, context) });

const makeScript: NativeCall = (m, { args: [code = undefinedValue], node }) => {
  const run: NativeCall = (machine, { args: [context] }) =>
    machine.runText({ code, node, scope: scopeOf(machine, context) });
  return objectOf(m, node, {
    runInThisContext: nativeFunction(m, 'run', (machine) => machine.runText({ code, node })),
    runInContext: nativeFunction(m, 'run', run),
    runInNewContext: nativeFunction(m, 'run', run),
  });
};

/** `node:vm` */
export function vmModule(m: Machine): Value {
  const made = openModule(m, 'vm', {
    runInThisContext: inGlobal,
    runInContext: inContext,
    runInNewContext: inContext,
    createContext: (machine, { args: [context], node }) => context ?? objectOf(machine, node, {}),
    compileFunction: (machine, { args: [body = undefinedValue, names], node }) =>
      functionOf(machine, names?.kind === 'object' ? elementsOf(machine, names) : [], body, { node }),
  });
  defineOwn(m, made, 'Script', nativeFunction(m, 'Script', makeScript, makeScript));
  defineOwn(m, made, 'default', made);
  return made;
}
