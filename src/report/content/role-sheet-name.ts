import type { ServiceReport } from '../../model/report.ts';
import { count } from '../../model/words.ts';

/** What fits the fields of the dialog with room to spare, in characters. */
const longestName = 60;
const longestDescription = 200;

/** A name for a role or user that can be pasted: letters, digits and plain signs, from the service's name. */
export function sheetName({ name }: ServiceReport): string {
  const plain = plainText(name);
  const chosen = plain === '' ? 'integration' : plain;
  return cut(`API ${chosen}`, longestName);
}

/** What the role is for, for whoever finds it in a year. */
export function sheetDescription(service: ServiceReport): string {
  const permissions = count(service.role.permissions.length, 'permission');
  const least = service.role.status === 'complete' ? '' : 'at least ';
  const what = `Least-privilege role for ${sheetName(service)} (${least}${permissions}), found with rolefit. Tick more only for a call that needs it.`;
  return cut(what, longestDescription);
}

/** An untrusted name without an address of a person, and without signs that a form or a spreadsheet could act on. */
function plainText(name: string): string {
  return name
    .slice(0, longestName * 4)
    .replace(/[^\s@]{1,200}@[^\s@]{1,200}/gu, '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}._ -]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s._-]+|[\s._-]+$/gu, '');
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
