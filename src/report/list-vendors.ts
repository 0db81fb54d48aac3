import type { PermissionGraph } from '../model/permission-graph.ts';
import { count } from '../model/words.ts';
import type { VendorFile } from '../schema/index.ts';
import type { Answer } from './answer.ts';
import { type AskedName, askedNames, type Followed, type VendorRow, vendorData } from './content/vendor-data.ts';
import { type Block, type Content, code, strong } from './document/block.ts';
import { containsWords } from './list-operations.ts';
import { couldSentence } from './reach.ts';
import type { ReportModel } from './render-options.ts';

export type { Followed, VendorRow } from './content/vendor-data.ts';

/**
 * What vendors ask their customers to grant, as a table or an array; a single one with each name of its list. `search`
 * is a vendor's own name, or words that are looked for in names, products and lists.
 */
export function listVendors(
  rows: readonly VendorRow[],
  { permissions }: Pick<ReportModel, 'permissions'>,
  search: string | undefined,
): Answer {
  const exact = rows.filter(({ vendor }) => vendor.vendor === search?.trim().toLowerCase());
  const found = exact.length > 0 ? exact : rows.filter(({ vendor }) => containsWords(search, textsOf(vendor)));
  const [only] = found;
  return {
    blocks: only !== undefined && found.length === 1 ? describeVendor(only, permissions) : listed(found, permissions),
    data: found.map((row) => vendorData(row, permissions)),
  };
}

function textsOf({ vendor, name, product, asks, extras = {} }: VendorFile): readonly string[] {
  return [vendor, name, product, ...asks, ...Object.values(extras).flatMap((extra) => extra.asks)];
}

function listed(rows: readonly VendorRow[], graph: PermissionGraph): Block[] {
  const columns = ['Vendor', 'For', 'Asks for', 'Could call'];
  const groups = rows.filter(({ followed }) => followed.grant.groups.length > 0).length;
  const redundant = rows.filter(({ vendor }) =>
    askedNames(vendor.asks, vendor, graph).some((asked) => asked.kind === 'permission' && asked.givenBy !== undefined),
  ).length;
  return [
    ...(rows.length === 0 ? [] : [{ kind: 'table', columns, rows: rows.map(tableRow) } as const]),
    {
      kind: 'summary',
      parts: [
        [strong(count(rows.length, 'vendor'))],
        ...(groups > 0 ? [[`${groups} ask for a whole group`]] : []),
        ...(redundant > 0 ? [[`${redundant} ask for a permission that another of the list gives`]] : []),
      ],
    },
  ];
}

function tableRow({ vendor, followed }: VendorRow): readonly Content[] {
  const { permissions, groups } = followed.grant;
  const asked = groups.length > 0 ? `all of ${groups.join(', ')}` : count(permissions.length, 'permission');
  return [
    [strong(vendor.vendor)],
    [`${vendor.name}, ${vendor.product}`],
    [vendor.certainty === 'exact' ? asked : `${asked} (${vendor.certainty})`],
    [count(followed.reach.operations.length, 'operation')],
  ];
}

function describeVendor({ vendor, followed, withExtra }: VendorRow, graph: PermissionGraph): Block[] {
  const { source, certainty, note, asks, extras = {} } = vendor;
  return [
    { kind: 'heading', level: 1, text: [strong(vendor.name), `, ${vendor.product}`] },
    {
      kind: 'facts',
      facts: [
        { label: 'guide', value: [`${source.title}, read ${source.checked}`] },
        { label: 'address', value: [source.url] },
        { label: 'list', value: [certainty] },
        ...(note === undefined ? [] : [{ label: 'note', value: [note] }]),
        { label: 'compare', value: [code(`rolefit --granted vendor:${vendor.vendor}`)] },
      ],
    },
    namesTable(askedNames(asks, vendor, graph)),
    ...reachBlocks(followed, 'With this role'),
    ...Object.entries(extras).flatMap(([name, extra]): Block[] => [
      { kind: 'heading', level: 2, text: [strong(`+${name}`), `, when ${extra.when}`] },
      ...(extra.note === undefined ? [] : [{ kind: 'paragraph', text: [extra.note] } as const]),
      namesTable(askedNames([...asks, ...extra.asks], vendor, graph).slice(asks.length)),
      ...reachBlocks(Object.hasOwn(withExtra, name) ? withExtra[name] : undefined, `With ${name}`),
    ]),
  ];
}

function namesTable(names: readonly AskedName[]): Block {
  return { kind: 'table', columns: ['Asks for', 'Is', ''], rows: names.map(nameRow) };
}

function nameRow(asked: AskedName): readonly Content[] {
  const name = [strong(asked.asked)];
  switch (asked.kind) {
    case 'group':
      return [name, [`the whole group ${asked.name}`], [count(asked.permissions, 'permission')]];
    case 'none':
      return [name, ['no permission'], asked.why === undefined ? [] : [asked.why]];
    case 'permission':
      return [name, [asked.name], asked.givenBy === undefined ? [] : [`given by ${asked.givenBy} already`]];
  }
}

function reachBlocks(followed: Followed | undefined, lead: string): Block[] {
  if (followed === undefined || followed.reach.operations.length === 0) return [];
  return [{ kind: 'paragraph', text: [`${lead}, ${couldSentence(followed.reach)}`] }];
}
