import type { Model } from '../load/model.ts';
import type { Grant } from '../model/role.ts';
import type { Followed, VendorRow } from '../report/index.ts';

/** The vendors' lists, each with what a role made by it could call. */
export async function vendorRows({ permissions, rules }: Model): Promise<readonly VendorRow[]> {
  const [{ loadVendors }, { vendorGrant }, { groupReach }, { allowedOperations }] = await Promise.all([
    import('../load/vendors.ts'),
    import('../load/vendor-grant.ts'),
    import('../solve/group-reach.ts'),
    import('../solve/weight.ts'),
  ]);
  const follow = (grant: Grant): Followed => {
    const operations = allowedOperations(permissions, rules.operations, grant.permissions);
    return { grant, reach: groupReach(operations, rules.abilities) };
  };
  return (await loadVendors()).map(({ vendor }) => ({
    vendor,
    followed: follow(vendorGrant(vendor, [], permissions)),
    withExtra: Object.fromEntries(
      Object.keys(vendor.extras ?? {}).map((name) => [name, follow(vendorGrant(vendor, [name], permissions))]),
    ),
  }));
}
