import { InputError } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';
import { displayName } from './display-name.ts';
import type { RawRole } from './raw-role.ts';

const maxListed = 20;

/**
 * The roles that make up the grant: those asked for, or the only one there is.
 * @throws InputError when the choice is not clear, with the names to choose from.
 */
export function chooseRoles(roles: readonly RawRole[], wanted: readonly string[], file: string): readonly RawRole[] {
  const named = roles.filter(({ name }) => name !== undefined);
  if (wanted.length === 0) {
    if (roles.length <= 1) return roles;
    throw new InputError(`the grant holds ${roles.length} roles: ${listNames(named)}`, {
      at: { file },
      next: 'choose with --granted-role "<name>"; repeat it if the user has several',
    });
  }
  if (named.length === 0) {
    throw new InputError('the grant names no roles', { at: { file }, next: 'leave out --granted-role' });
  }
  const strange = wanted.filter((name) => !named.some((role) => isSameName(role.name, name)));
  if (strange.length > 0) {
    const names = strange.map((name) => `"${displayName(name)}"`).join(', ');
    throw new InputError(`the grant has no role ${names}`, { at: { file }, next: `it has ${listNames(named)}` });
  }
  return named.filter((role) => wanted.some((name) => isSameName(role.name, name)));
}

function listNames(roles: readonly RawRole[]): string {
  const names = roles.map(({ name = '' }) => `"${displayName(name)}"`).sort(compareText);
  const rest = names.length - maxListed;
  return [...names.slice(0, maxListed), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}

function isSameName(a: string | undefined, b: string): boolean {
  return a?.trim().toLowerCase() === b.trim().toLowerCase();
}
