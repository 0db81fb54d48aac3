import { InputError } from '../model/input-error.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { Grant } from '../model/role.ts';
import { chooseRoles } from './choose-roles.ts';
import { displayName } from './display-name.ts';
import { parseJsonGrant, parseYamlGrant } from './parse-document.ts';
import { parseList } from './parse-list.ts';
import { parseTable } from './parse-table.ts';
import { maxNames, type RawRole } from './raw-role.ts';
import { isKnown, recognise } from './recognise.ts';

export interface GrantOptions {
  /** The file as the reader named it, for error messages. */
  readonly file: string;
  /** Names of the roles that make up the grant, in any letter case. Needed only when the file holds several. */
  readonly roles?: readonly string[];
}

/**
 * What a principal holds today, from a list, a table of roles, JSON or YAML; the content decides which, not the
 * name of the file. A name that the hierarchy does not know is kept as `unknown`, with the one that may be meant.
 * A ticked group stands for all of its permissions; "(3 of 21)" after a group is only a count and grants nothing.
 * @throws InputError when the text is broken or empty, has several roles of which none was chosen, or names no
 * permission at all.
 */
export function parseGrant(text: string, { file, roles: wanted = [] }: GrantOptions, graph: PermissionGraph): Grant {
  const content = text.replace(/^\u{feff}/u, '');
  if (content.trim() === '') {
    throw new InputError('the grant is empty', { at: { file }, next: 'list the permissions of the role, one a line' });
  }
  const roles = readRoles(content, file, graph);
  refuseStrangeInput(roles, file, graph);
  const chosen = chooseRoles(roles, wanted, file);
  return {
    ...recognise(
      chosen.flatMap(({ ticked }) => ticked),
      graph,
    ),
    roles: chosen.flatMap(({ name }) => (name === undefined ? [] : [displayName(name)])),
  };
}

/**
 * Dialogs and outlines are pasted with tabs before the names. Where no tab stands between two cells, they are no table
 * of which the first column is empty.
 */
function withoutIndents(text: string): string {
  const lines = text.split(/\r\n|[\r\n]/).map((line) => line.trimStart());
  return lines.some((line) => line.includes('\t')) ? text : lines.join('\n');
}

/**
 * A role that has a name may be empty, and so may a list that is written as one. A text without a single name was not
 * understood, and would make all look missing.
 */
function refuseNothing(chosen: readonly RawRole[], file: string): void {
  if (chosen.some(({ name, ticked }) => name !== undefined || ticked.length > 0)) return;
  throw new InputError('the grant names no permission', {
    at: { file },
    next: 'list the permissions of the role, one a line; an empty tick box is not granted',
  });
}

function readRoles(content: string, file: string, graph: PermissionGraph): readonly RawRole[] {
  const written = parseJsonGrant(content, file) ?? parseYamlGrant(content, file);
  if (written !== undefined) return written;
  const read = parseTable(withoutIndents(content), file, graph) ?? [parseList(content)];
  refuseNothing(read, file);
  return read;
}

/** Any text can be read as a list; one in which no name is known is something else. A role may well be empty. */
function refuseStrangeInput(roles: readonly RawRole[], file: string, graph: PermissionGraph): void {
  const names = new Set(roles.flatMap(({ ticked }) => ticked));
  if (names.size > maxNames) {
    throw new InputError(`the grant lists more than ${maxNames} names`, {
      at: { file },
      next: 'pass only the roles of the API user',
    });
  }
  if (names.size > 0 && ![...names].some((name) => isKnown(name, graph))) {
    throw new InputError('this does not look like a grant: it names no permission of Marketo', {
      at: { file },
      next: 'pass a list of permission names, or the file that Admin > Users & Roles > Roles > Export writes',
    });
  }
}
