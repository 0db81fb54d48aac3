import type { OperationId } from '../operation.ts';
import type { OperationUse } from '../operation-use.ts';
import { deniedCalls } from '../operation-use.ts';
import type { PermissionName } from '../permission.ts';
import type { ServiceReport } from '../report.ts';
import { count, listWords, quote } from '../words.ts';
import { ofOperations, placeOf, reachableUses } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { permissionSample, sampleOperations } from './samples.ts';

/** Calls that Marketo refused while they were recorded. */
export const deniedCall: FindingKindDefinition<
  'denied-call',
  { readonly operation: OperationId; readonly calls: number; readonly permissions: readonly PermissionName[] }
> = {
  kind: 'denied-call',
  severity: 'warning',
  title: 'Marketo denied a recorded call',
  why: 'The integration sent the call and was refused, so part of its work was not done.',
  help: 'Grant the permission it names, or check for an IP allowlist, or for a workspace or partition that the user cannot see.',
  topics: ['correctness'],
  precision: 'high',
  risk: 'none',
  about: 'recording',
  gate: 'ordinary',
  shownAs: 'call',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ operation, calls, permissions }) => {
    const needs =
      permissions.length === 0 ? 'which needs no permission' : `which needs ${listWords(permissions.map(quote))}`;
    return `Marketo denied ${count(calls, 'recorded call')} of ${operation}, ${needs}`;
  },
  subject: ({ operation }) => [operation],
  evidence: ({ operation }, { service }) =>
    ofOperations([operation], service).filter((one) => one.kind === 'source' || one.outcome === 'denied'),
  find: ({ services }) =>
    services.flatMap((service) =>
      reachableUses(service)
        .filter((use) => deniedCalls(use) > 0)
        .map((use) => ({
          arguments: { operation: use.operation.id, calls: deniedCalls(use), permissions: wantedFor(service, use) },
          service: service.name,
          confidence: 'inferred',
          location: placeOf(
            use.evidence.find((one) => one.kind === 'traffic' && one.outcome === 'denied' && one.cause === undefined),
          ),
        })),
    ),
  sample: { operation: sampleOperations.approve, calls: 1, permissions: [permissionSample('Approve Assets')] },
};

/** What would cure a denied call: of what it needs, that which other answers do not prove to be there already. */
function wantedFor(service: ServiceReport, use: OperationUse): readonly PermissionName[] {
  const needed = service.role.certificate.find(({ operation }) => operation === use.operation.id)?.by ?? [];
  const wanted = needed.filter((name) => !service.bounds?.held.some((held) => held.name === name));
  return wanted.length === 0 ? needed : wanted;
}
