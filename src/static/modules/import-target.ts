import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { jsonValue } from '../natives/json-value.ts';
import { resolvable } from '../natives/program-path.ts';
import type { ModuleRecord } from '../value/module-record.ts';
import { fromLibrary, type Gap, type Value } from '../value/value.ts';
import { runModule } from './run-module.ts';

/** What an import gives: a module of the program, or a value in the place of one. */
export type Imported =
  | { readonly kind: 'module'; readonly module: ModuleRecord }
  | { readonly kind: 'value'; readonly value: Value };

/** Runs what a specifier means, if it is of the program, and gives it. */
export function importTarget(m: Machine, specifier: string, from: string, node: ts.Node): Imported {
  const asked = resolvable(specifier, from);
  const resolution = m.modules.resolve(asked.name, asked.from);
  if (resolution.kind === 'unread') {
    const { path } = resolution;
    return { kind: 'value', value: { kind: 'unknown', gap: unreadModule(node, specifier, path) } };
  }
  const found = resolution.kind === 'external' ? undefined : moduleAt(m, resolution.path);
  if (found !== undefined) return found;
  const installed = resolution.kind === 'external' ? resolution.installed : undefined;
  return { kind: 'value', value: m.sinks.moduleValue(m, specifier, installed) ?? fromLibrary(specifier, '', node) };
}

/** The module or the data of a file; `undefined` where no such file was read. */
export function moduleAt(m: Machine, path: string): Imported | undefined {
  const file = m.modules.files.get(path);
  if (file === undefined) return undefined;
  if (path.endsWith('.json')) return { kind: 'value', value: jsonValue(m, file) };
  const module = runModule(m, path);
  return module === undefined ? undefined : { kind: 'module', module };
}

function unreadModule(at: ts.Node, name: string, path: string): Gap {
  return { hole: 'external-module', at, name, unread: { kind: 'module', path } };
}
