import type { PermissionName } from '../permission.ts';
import { quote } from '../words.ts';
import type { FindingKindDefinition } from './definition.ts';
import { confidenceOfNonUse, harm, reachOfExcess, worstOf } from './excess.ts';
import { permissionSample } from './samples.ts';

/** A box that could be unticked. */
export const excessPermission: FindingKindDefinition<
  'excess-permission',
  /** `ability` is the worst that it adds: completes "a stolen credential could …"; absent when it adds nothing. */
  { readonly permission: PermissionName; readonly ability?: string }
> = {
  kind: 'excess-permission',
  severity: 'warning',
  title: 'A permission is granted but not used',
  why: 'Whoever gets hold of the client secret can do everything the role allows, whether the integration does it or not.',
  help: 'Untick it in the role.',
  topics: ['security', 'least-privilege'],
  cwe: 250,
  precision: 'high',
  risk: 'of what it opens',
  about: 'grant',
  gate: 'ordinary',
  shownAs: 'permission',
  brief: 'told',
  beginsWithName: false,
  describe: ({ permission, ability }) => `${quote(permission)} is granted, and no call uses it${harm(ability)}`,
  subject: ({ permission }) => [permission],
  opens: ({ permission }, service) => reachOfExcess(permission, service),
  find: ({ services }) =>
    services.flatMap((service) =>
      (service.comparison?.unused ?? []).map((permission) => ({
        arguments: { permission, ...worstOf(service, permission) },
        service: service.name,
        confidence: confidenceOfNonUse(service),
      })),
    ),
  sample: { permission: permissionSample('Access Users'), ability: 'delete users of Marketo' },
};
