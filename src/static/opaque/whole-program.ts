import type { Machine } from '../machine/machine.ts';
import { specifiersOf } from '../syntax/units.ts';

const known = new WeakMap<Machine, boolean>();

/** Whether every module of the program was read, so that what its files write is all that it writes. */
export function isReadWhole(m: Machine): boolean {
  const found =
    known.get(m) ?? (m.unread === undefined && [...m.modules.files.keys()].every((path) => loadsRead(m, path)));
  known.set(m, found);
  return found;
}

function loadsRead(m: Machine, path: string): boolean {
  const file = m.modules.files.get(path);
  if (file === undefined || path.endsWith('.json')) return true;
  return specifiersOf(file).every((specifier) => {
    const found = specifier === undefined ? undefined : m.modules.resolve(specifier, path);
    return found?.kind !== 'unread' && !(found?.kind === 'external' && found.aside === true);
  });
}
