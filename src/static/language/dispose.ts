import { ts } from 'ts-morph';
import { findMember } from '../heap/property.ts';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { wellKnownKey } from '../value/symbol-key.ts';
import { undefinedValue } from '../value/value.ts';

// using x = e; await using x = e  ⇒  where its scope ends, e[Symbol.dispose]() or e[Symbol.asyncDispose]()
export function disposeOf(m: Machine, list: ts.VariableDeclarationList, scope: Scope): void {
  const kind = list.flags & ts.NodeFlags.BlockScoped;
  if (kind !== ts.NodeFlags.Using && kind !== ts.NodeFlags.AwaitUsing) return;
  const keys = kind === ts.NodeFlags.AwaitUsing ? ['asyncDispose', 'dispose'] : ['dispose'];
  for (const { name } of list.declarations.toReversed()) {
    const cell = ts.isIdentifier(name) ? scope.names.get(name.text) : undefined;
    if (cell !== undefined) disposeValue(m, m.store.read(cell), keys, name);
  }
}

/** The scope may be left before the name is bound: then nothing is disposed of. */
function disposeValue(
  m: Machine,
  value: Parameters<typeof optionsOf>[0],
  keys: readonly string[],
  node: ts.Node,
): void {
  for (const { value: self } of optionsOf(value)) {
    if (self.kind !== 'object') continue;
    const method = keys.map((key) => findMember(m, self, wellKnownKey(key), self, node)).find((found) => found);
    if (method === undefined) continue;
    branchValues(m, m.point(node), [() => m.call(method, { self, args: [], node }), () => undefinedValue]);
  }
}
