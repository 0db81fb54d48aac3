import type { PermissionName } from '../permission.ts';
import { listWords, quote } from '../words.ts';
import { ofOperations } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { confidenceOfNonUse, harm, reachOfExcess, worstOf } from './excess.ts';
import { permissionSample } from './samples.ts';

/** A box of which a lesser one would do. */
export const broaderPermission: FindingKindDefinition<
  'broader-permission',
  { readonly permission: PermissionName; readonly enough: readonly PermissionName[]; readonly ability?: string }
> = {
  kind: 'broader-permission',
  severity: 'warning',
  title: 'A broader permission is granted than is needed',
  why: 'The broader permission allows more than the integration does, and so does a leaked secret.',
  help: 'Replace it with the lesser permission.',
  topics: ['security', 'least-privilege'],
  cwe: 250,
  precision: 'high',
  risk: 'of what it opens',
  about: 'grant',
  gate: 'ordinary',
  shownAs: 'permission',
  brief: 'told',
  beginsWithName: false,
  describe: ({ permission, enough, ability }) =>
    `${quote(permission)} is granted where ${listWords(enough.map(quote))} would do${harm(ability)}`,
  subject: ({ permission }) => [permission],
  evidence: ({ enough }, { service }) =>
    ofOperations(
      (service?.role.permissions ?? []).filter(({ name }) => enough.includes(name)).flatMap(({ because }) => because),
      service,
    ),
  opens: ({ permission }, service) => reachOfExcess(permission, service),
  find: ({ services }) =>
    services.flatMap((service) =>
      (service.comparison?.broader ?? []).map(({ name, enough }) => ({
        arguments: { permission: name, enough, ...worstOf(service, name) },
        service: service.name,
        confidence: confidenceOfNonUse(service),
      })),
    ),
  sample: {
    permission: permissionSample('Read-Write Lead'),
    enough: [permissionSample('Read-Only Lead')],
    ability: 'delete any lead',
  },
};
