import type { OperationId } from '../operation.ts';
import type { PermissionName } from '../permission.ts';
import { listSome, quote } from '../words.ts';
import { ofOperations, shownOperations } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { permissionSample, sampleOperations } from './samples.ts';

/** Calls that Marketo would refuse under the grant. */
export const missingPermission: FindingKindDefinition<
  'missing-permission',
  { readonly permission: PermissionName; readonly operations: readonly OperationId[] }
> = {
  kind: 'missing-permission',
  severity: 'error',
  title: 'A permission is needed but not granted',
  why: 'Marketo answers such a call with error 603, in production and not before.',
  help: 'Tick it in the role, or remove the calls that need it.',
  topics: ['correctness'],
  precision: 'high',
  risk: 'none',
  about: 'call',
  gate: 'ordinary',
  shownAs: 'permission',
  brief: 'told',
  beginsWithName: false,
  describe: ({ permission, operations }) =>
    `${quote(permission)} is needed by ${listSome(operations, shownOperations)}, and the role does not grant it`,
  subject: ({ permission }) => [permission],
  evidence: ({ operations }, { service }) => ofOperations(operations, service),
  find: ({ services }) =>
    services.flatMap(({ name, comparison }) =>
      (comparison?.missing ?? []).map(({ name: permission, because }) => ({
        arguments: { permission, operations: because },
        service: name,
        confidence: 'exact',
      })),
    ),
  sample: { permission: permissionSample('Approve Assets'), operations: [sampleOperations.approve] },
};
