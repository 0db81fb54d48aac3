import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { loadPermissions } from '../../src/load/permissions.ts';
import { vendorGrant } from '../../src/load/vendor-grant.ts';
import { loadVendors } from '../../src/load/vendors.ts';
import { lintVendors } from '../../src/rules/index.ts';

const graph = await loadPermissions();
const sources = await loadVendors();
const vendors = sources.map(({ vendor }) => vendor);
const extrasOf = (vendor: (typeof vendors)[number]) => Object.keys(vendor.extras ?? {});

describe('the vendors as a set', () => {
  test('are free of problems', () => {
    expect(lintVendors(sources, graph)).toEqual([]);
  });

  test('each compiles to a grant, extras and all, and only what is declared is unknown', () => {
    for (const vendor of vendors) {
      const grant = vendorGrant(vendor, extrasOf(vendor), graph);
      expect(grant.permissions.length, vendor.vendor).toBeGreaterThan(0);
      expect(grant.unknown.map(({ name }) => name).toSorted()).toEqual(
        Object.keys(vendor.notPermissions ?? {}).toSorted(),
      );
      expect(grant.source?.url).toBe(vendor.source.url);
    }
  });

  test('every extra adds something, unless the list asks for the whole group', () => {
    for (const vendor of vendors) {
      const base = vendorGrant(vendor, [], graph);
      for (const extra of extrasOf(vendor)) {
        const more = vendorGrant(vendor, [extra], graph).permissions.length;
        if (base.groups.length === 0)
          expect(more, `${vendor.vendor}+${extra}`).toBeGreaterThan(base.permissions.length);
      }
    }
  });

  test('ask for whole groups and for single permissions so often', () => {
    const grants = vendors.map((vendor) => vendorGrant(vendor, [], graph));
    const whole = grants.filter(({ groups }) => groups.length > 0);
    expect(whole.map(({ groups }) => groups)).toEqual(whole.map(() => ['Access API']));
    expect([vendors.length, whole.length]).toEqual([25, 7]);
    const byName = new Map<string, number>();
    for (const { groups, permissions } of grants) {
      for (const name of groups.length > 0 ? [] : permissions) byName.set(name, (byName.get(name) ?? 0) + 1);
    }
    const often = [...byName].filter(([, times]) => times > 4).toSorted(([, a], [, b]) => b - a);
    expect(often).toEqual([
      ['Read-Write Lead', 10],
      ['Read-Only Lead', 8],
      ['Read-Only Campaign', 7],
      ['Read-Only Activity', 6],
    ]);
  });

  test('no page is read twice under two names, and each file says what it is', async () => {
    expect(new Set(vendors.map(({ source }) => source.url)).size).toBe(vendors.length);
    for (const { vendor } of vendors) {
      const text = await readFile(new URL(`../../rules/vendors/${vendor}.json`, import.meta.url), 'utf8');
      expect(JSON.parse(text).$schema).toBe('../schema/vendors.schema.json');
    }
  });
});
