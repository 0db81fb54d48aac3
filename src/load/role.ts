import { InputError } from '../model/input-error.ts';
import type { PermissionName } from '../model/permission.ts';
import { listSome } from '../model/words.ts';
import { loadGrant } from './grant.ts';
import type { Model } from './model.ts';
import { isReportFile, readReport } from './read-report.ts';

export interface LoadRoleOptions {
  readonly cwd: string;
  /** Which of several roles of a file, or services of a report. */
  readonly named: readonly string[];
}

/**
 * The boxes that a role has ticked: what `--granted` takes, or the role that a JSON report of rolefit proposes.
 * @throws InputError for a name that is no permission: it would be played as one that is missing.
 */
export async function loadRole(
  argument: string,
  { cwd, named }: LoadRoleOptions,
  model: Model,
): Promise<readonly PermissionName[]> {
  if (await isReportFile(argument, cwd)) return roleOfReport(argument, cwd, named, model);
  const { permissions, unknown } = await loadGrant(argument, { cwd, roles: named }, model.permissions);
  const [wrong] = unknown;
  if (wrong === undefined) return permissions;
  throw new InputError(`"${wrong.name}" is not a permission`, {
    at: { file: argument },
    next:
      wrong.suggestion === undefined
        ? '`rolefit model permissions` lists every name'
        : `did you mean "${wrong.suggestion}"?`,
  });
}

async function roleOfReport(
  file: string,
  cwd: string,
  named: readonly string[],
  { permissions }: Model,
): Promise<readonly PermissionName[]> {
  const { services } = await readReport(file, cwd);
  const chosen = named.length === 0 ? services : services.filter(({ name }) => named.includes(name));
  const [only, ...others] = chosen;
  if (only === undefined || others.length > 0) {
    const names = listSome(
      services.map(({ name }) => name),
      10,
    );
    throw new InputError(chosen.length === 0 ? 'the report has no such service' : 'the report has several services', {
      at: { file },
      next: services.length === 0 ? 'pass a report that found something' : `choose one with --role-name: ${names}`,
    });
  }
  return only.role.permissions.flatMap(({ name }) => permissions.find(name)?.name ?? []);
}
