import type { Evidence } from '../evidence.ts';
import type { OperationId } from '../operation.ts';
import type { PermissionName } from '../permission.ts';
import { listSome, quote } from '../words.ts';
import { atPlaces, shownOperations } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { permissionSample, sampleOperations, sourceSample } from './samples.ts';

/** Against the policy. Made by the gate. */
export const forbiddenPermission: FindingKindDefinition<
  'forbidden-permission',
  {
    readonly permission: PermissionName;
    readonly operations: readonly OperationId[];
    readonly evidence: readonly Evidence[];
  }
> = {
  kind: 'forbidden-permission',
  severity: 'error',
  title: 'A service needs a permission that the policy forbids',
  why: 'Somebody decided that a leaked secret of this service must never allow that much.',
  help: 'Do without the calls, give them to another service, or change the policy.',
  topics: ['security', 'least-privilege'],
  cwe: 250,
  precision: 'very-high',
  // Against what somebody decided.
  risk: 7,
  about: 'call',
  gate: 'own',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ permission, operations, evidence }) =>
    `the policy forbids ${quote(permission)}, which ${listSome(operations, shownOperations)} ${operations.length === 1 ? 'needs' : 'need'}${atPlaces(evidence)}`,
  subject: ({ permission }) => [permission],
  evidence: ({ evidence }) => evidence,
  sample: {
    permission: permissionSample('Read-Write Lead'),
    operations: [sampleOperations.syncLeads],
    evidence: [sourceSample],
  },
};
