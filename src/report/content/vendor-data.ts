import type { Reach } from '../../model/blast-radius.ts';
import type { PermissionGraph } from '../../model/permission-graph.ts';
import type { Grant } from '../../model/role.ts';
import type { VendorFile } from '../../schema/index.ts';

/** A vendor's list, and what following it would grant and allow. */
export interface VendorRow {
  readonly vendor: VendorFile;
  /** Of the list alone, without extras. */
  readonly followed: Followed;
  /** By the name of the extra: of the list together with this extra. */
  readonly withExtra: Readonly<Record<string, Followed>>;
}

/** The role of a customer who did what the guide says. */
export interface Followed {
  readonly grant: Grant;
  readonly reach: Reach;
}

/** What a name of a vendor's list is. */
export type AskedName =
  | { readonly kind: 'permission'; readonly asked: string; readonly name: string; readonly givenBy?: string }
  | { readonly kind: 'group'; readonly asked: string; readonly name: string; readonly permissions: number }
  | { readonly kind: 'none'; readonly asked: string; readonly why?: string };

/**
 * The names of a list one by one. A permission is `givenBy` another name of the list when ticking that one grants it
 * anyway: the group it stands in, or a permission that implies it.
 */
export function askedNames(
  asks: readonly string[],
  { notPermissions = {} }: Pick<VendorFile, 'notPermissions'>,
  graph: PermissionGraph,
): readonly AskedName[] {
  return asks.map((asked): AskedName => {
    const permission = graph.find(asked);
    const group = permission === undefined ? graph.findGroup(asked) : undefined;
    if (group !== undefined) {
      return { kind: 'group', asked, name: group.name, permissions: group.permissions.length };
    }
    if (permission === undefined) {
      const why = Object.hasOwn(notPermissions, asked) ? notPermissions[asked] : undefined;
      return { kind: 'none', asked, ...(why === undefined ? {} : { why }) };
    }
    const givenBy = asks.find((other) => other !== asked && gives(other, permission.name, graph));
    return { kind: 'permission', asked, name: permission.name, ...(givenBy === undefined ? {} : { givenBy }) };
  });
}

function gives(asked: string, name: Parameters<PermissionGraph['implied']>[0], graph: PermissionGraph): boolean {
  const permission = graph.find(asked);
  if (permission !== undefined) return graph.implied(permission.name).has(name);
  return graph.findGroup(asked)?.permissions.includes(name) ?? false;
}

/** A vendor's list as JSON. */
export function vendorData({ vendor, followed, withExtra }: VendorRow, graph: PermissionGraph) {
  const { asks, extras = {}, notPermissions: _declared, $schema: _schema, ...about } = vendor;
  return {
    ...about,
    asks: askedNames(asks, vendor, graph),
    grants: followedData(followed),
    extras: Object.entries(extras).map(([name, { asks: more, ...extra }]) => {
      const together = Object.hasOwn(withExtra, name) ? withExtra[name] : undefined;
      return {
        name,
        ...extra,
        asks: askedNames([...asks, ...more], vendor, graph).slice(asks.length),
        ...(together === undefined ? {} : { grants: followedData(together) }),
      };
    }),
  };
}

function followedData({ grant, reach }: Followed) {
  return {
    permissions: grant.permissions,
    groups: grant.groups,
    operations: reach.operations.length,
    byEffect: reach.byEffect,
    personalData: reach.personalData,
    abilities: reach.abilities.map(({ phrase, effect, operations }) => ({
      phrase,
      effect,
      operations: operations.length,
    })),
  };
}
