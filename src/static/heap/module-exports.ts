import type { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { Cell } from '../value/cell.ts';
import type { ModuleRecord } from '../value/module-record.ts';
import { unknown, type Value } from '../value/value.ts';
import { getProperty } from './property.ts';

/** The cell behind an exported name, through `export *`. */
export function findExport(module: ModuleRecord, name: string, seen = new Set<ModuleRecord>()): Cell | undefined {
  if (seen.has(module)) return undefined;
  seen.add(module);
  const own = module.exported.get(name);
  if (own !== undefined) return own;
  if (name === 'default') return undefined;
  for (const star of module.stars) {
    const cell = findExport(star, name, seen);
    if (cell !== undefined) return cell;
  }
  return undefined;
}

/** What `import { name }` or `namespace.name` gives, for ES and CommonJS modules. */
export function lookupExport(m: Machine, module: ModuleRecord, name: string, node: ts.Node): Value | undefined {
  const cell = findExport(module, name);
  if (cell !== undefined) return m.store.read(cell);
  for (const star of module.stars) {
    if (!star.isEsm) {
      const value = getProperty(m, commonJsExports(m, star), name, node);
      if (!(value.kind === 'constant' && value.value === undefined)) return value;
    }
  }
  if (module.isEsm) return unreadExport(module, name, node);
  const exports = commonJsExports(m, module);
  if (name !== 'default') return getProperty(m, exports, name, node);
  // A transpiled ES module marks its default; everything else is its own default.
  const own = exports.kind === 'object' ? exports.properties.get('default') : undefined;
  return own === undefined ? exports : m.store.read(own);
}

/** A name that no star of the modules read exports: where some were not read, it is one of theirs. */
function unreadExport(
  module: ModuleRecord,
  name: string,
  at: ts.Node,
  seen = new Set<ModuleRecord>(),
): Value | undefined {
  if (seen.has(module) || name === 'default') return undefined;
  seen.add(module);
  if (module.hasUnreadStars) {
    const unread = { kind: 'export', path: module.path, name } as const;
    return { kind: 'unknown', gap: { hole: 'external-module', at, name, unread } };
  }
  for (const star of module.stars) {
    const found = unreadExport(star, name, at, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The value of `module.exports`. */
export function commonJsExports(m: Machine, module: ModuleRecord): Value {
  const cell = module.commonJs.properties.get('exports');
  return cell === undefined ? unknown('external-module', undefined, module.path) : m.store.read(cell);
}
