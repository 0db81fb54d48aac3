import { describe, expect, test } from 'vitest';
import { buildPermissionGraph } from '../../src/permissions/index.ts';
import { lintVendors, type VendorProblemKind, vendorProblemKinds } from '../../src/rules/index.ts';
import type { VendorFile } from '../../src/schema/index.ts';
import { permissionsFile } from '../kit/permissions-file.ts';

const graph = buildPermissionGraph(
  permissionsFile({
    Shop: [
      { name: 'Read-Only Apple', aliases: ['Read-Only Fruit'] },
      { name: 'Read-Write Apple', implies: ['Read-Only Apple'] },
      { name: 'Sell Pear' },
    ],
  }),
);

function vendor(parts: Partial<VendorFile> = {}): VendorFile {
  return {
    vendor: 'orchard',
    name: 'Orchard',
    product: 'Juice press',
    kind: 'vendor-guide',
    source: { title: 'Its guide', url: 'https://example.com/', checked: '2026-01-02' },
    certainty: 'exact',
    asks: ['Read-Only Apple'],
    ...parts,
  };
}

/** For each kind, a list that has just that problem, and where. */
const broken: Record<VendorProblemKind, readonly [VendorFile, string]> = {
  'misnamed-vendor': [vendor({ vendor: 'garden' }), 'vendor'],
  'unknown-name': [vendor({ asks: ['Read-Only Appel'] }), 'asks'],
  'repeated-name': [
    vendor({ extras: { pears: { when: 'pears are sold', asks: ['Sell Pear', 'read only fruit'] } } }),
    'extras.pears',
  ],
  'needless-exception': [vendor({ notPermissions: { 'Prune Trees': 'nobody may' } }), 'notPermissions'],
  'unexplained-doubt': [
    vendor({ extras: { pears: { when: 'pears are sold', asks: ['Sell Pear'], certainty: 'example' } } }),
    'extras.pears',
  ],
};

/** Their nearest neighbours that are in order. */
const sound: Record<VendorProblemKind, VendorFile> = {
  'misnamed-vendor': vendor(),
  'unknown-name': vendor({ asks: ['Prune Trees', 'read–only fruit'], notPermissions: { 'Prune Trees': 'nobody may' } }),
  // Two permissions of which one implies the other are redundant advice, and faithfully recorded; so is a group.
  'repeated-name': vendor({
    asks: ['Read-Only Apple', 'Read-Write Apple', 'Shop'],
    extras: {
      pears: { when: 'pears are sold', asks: ['Sell Pear'] },
      cider: { when: 'cider is sold', asks: ['Sell Pear'] },
    },
  }),
  'needless-exception': vendor({
    extras: { trees: { when: 'trees are old', asks: ['Prune Trees'] } },
    notPermissions: { 'Prune Trees': 'nobody may' },
  }),
  'unexplained-doubt': vendor({ certainty: 'ambiguous', note: 'The page is torn.' }),
};

const kinds = Object.keys(vendorProblemKinds) as VendorProblemKind[];
const lint = (file: VendorFile) => lintVendors([{ file: 'rules/vendors/orchard.json', vendor: file }], graph);

describe.each(kinds)('%s', (kind) => {
  test('is found, and nothing else', () => {
    const [file, row] = broken[kind];
    expect(lint(file)).toEqual([
      { kind, file: 'rules/vendors/orchard.json', row, what: expect.any(String), next: expect.any(String) },
    ]);
  });

  test('is silent on its nearest neighbour', () => {
    expect(lint(sound[kind])).toEqual([]);
  });
});

test('an exception for a name that is a permission is needless as well', () => {
  const file = vendor({ notPermissions: { 'Read-Only Apple': 'so they say' } });
  expect(lint(file).map(({ kind, what }) => [kind, what])).toEqual([
    ['needless-exception', '"Read-Only Apple" is known'],
  ]);
});

test('a misspelt name comes with the nearest known one', () => {
  expect(lint(vendor({ asks: ['Sell Pears'] }))[0]?.next).toContain('did you mean "Sell Pear"?');
});
