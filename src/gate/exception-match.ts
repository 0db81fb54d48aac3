import type { Finding } from '../model/finding.ts';
import type { InputPlace } from '../model/input-error.ts';
import type { Exception } from '../model/policy.ts';

/**
 * Whether an exception speaks of this finding as a whole: where it rests on several operations or files, each of them
 * must be the one that is named, so that what joins later is not excepted along with it.
 */
export function isMeant(finding: Finding, { kind, service, permission, operation, file }: Exception): boolean {
  return (
    finding.kind === kind &&
    (service === undefined || finding.service === service) &&
    (permission === undefined || permissionsOf(finding).includes(permission)) &&
    (operation === undefined || isOnly(operationsOf(finding), (id) => id === operation)) &&
    (file === undefined || isOnly(filesOf(finding), (path) => path === file || path.startsWith(`${file}/`)))
  );
}

function isOnly(values: readonly string[], isIt: (value: string) => boolean): boolean {
  return values.length > 0 && values.every(isIt);
}

/** The places that a finding rests on; `undefined` for one in a recording, which no comment can stand above. */
export function placesOf(finding: Finding): readonly (InputPlace | undefined)[] {
  if ('evidence' in finding.arguments) {
    return finding.arguments.evidence.map((evidence) => (evidence.kind === 'source' ? evidence : undefined));
  }
  return finding.location === undefined ? [] : [finding.location];
}

function filesOf(finding: Finding): readonly string[] {
  if ('evidence' in finding.arguments) return finding.arguments.evidence.map(({ file }) => file);
  return finding.location === undefined ? [] : [finding.location.file];
}

function permissionsOf({ arguments: args }: Finding): readonly string[] {
  if ('permission' in args) return [args.permission];
  if ('permissions' in args) return args.permissions;
  return 'name' in args ? [args.name] : [];
}

function operationsOf({ arguments: args }: Finding): readonly string[] {
  if ('operation' in args) return [args.operation];
  return 'operations' in args ? args.operations : [];
}
