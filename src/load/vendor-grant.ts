import { displayName, recognise } from '../grants/index.ts';
import { InputError } from '../model/input-error.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { Grant } from '../model/role.ts';
import type { VendorFile } from '../schema/index.ts';
import { loadVendors } from './vendors.ts';

const prefix = /^\s*vendor:/i;
const listThem = '`rolefit model vendors` lists them';

/** Whether a `--granted` names a vendor's list: "vendor:feedotter", "vendor:feedotter+workspaces". */
export function isVendorArgument(argument: string): boolean {
  return prefix.test(argument);
}

/**
 * The grant of a customer who follows a vendor's guide, with the extras that are named after "+".
 * @throws InputError when there is no such vendor or extra.
 */
export async function loadVendorGrant(argument: string, graph: PermissionGraph): Promise<Grant> {
  const [name = '', ...extras] = argument.replace(prefix, '').toLowerCase().split('+').map(trimmed);
  const vendors = (await loadVendors()).map(({ vendor }) => vendor);
  const vendor = vendors.find((one) => one.vendor === name);
  if (vendor === undefined) {
    throw unknown(
      `no vendor "${displayName(name)}" is known`,
      name,
      vendors.map((one) => one.vendor),
      listThem,
    );
  }
  return vendorGrant(vendor, extras, graph);
}

function trimmed(text: string): string {
  return text.trim();
}

/**
 * What following the guide grants: its list and that of each named extra.
 * @throws InputError when the vendor has no such extra.
 */
export function vendorGrant(vendor: VendorFile, extras: readonly string[], graph: PermissionGraph): Grant {
  const chosen = [...new Set(extras)].map((extra) => expectExtra(vendor, extra));
  const asked = [...vendor.asks, ...chosen.flatMap(({ asks }) => asks)];
  const title = `${vendor.name}, ${vendor.product}${[...new Set(extras)].map((name) => `, with ${name}`).join('')}`;
  const caveat = [...[vendor, ...chosen].flatMap(doubtsOf), ...exceptionsOf(vendor, asked)].join(' ');
  const source = { title, url: vendor.source.url, ...(caveat === '' ? {} : { caveat }) };
  return { ...recognise(asked, graph), roles: [], source };
}

type Extra = NonNullable<VendorFile['extras']>[string];

function expectExtra({ vendor, extras = {} }: VendorFile, name: string): Extra {
  const extra = Object.hasOwn(extras, name) ? extras[name] : undefined;
  if (extra !== undefined) return extra;
  const names = Object.keys(extras);
  const list = names.length === 0 ? 'it has none; leave the "+" out' : `it has ${names.join(', ')}`;
  throw unknown(`the list of "${vendor}" has no extra "${displayName(name)}"`, name, names, list);
}

function unknown(what: string, name: string, known: readonly string[], list: string): InputError {
  // People know a vendor by its name, and files by name and product: "segment" is too far off to be a misspelling.
  const meant = nearestName(name, known) ?? (name === '' ? undefined : known.find((one) => one.includes(name)));
  const next = meant === undefined ? list : `did you mean "${meant}"? ${list}`;
  return new InputError(what, { at: { file: '--granted' }, next });
}

const doubts = {
  exact: undefined,
  example: 'The guide names examples, not all that is needed.',
  ambiguous: 'The list can be read in more than one way.',
} as const satisfies Record<VendorFile['certainty'], string | undefined>;

/** The notes of a plain list are about its contents, not about how far to trust it. */
function doubtsOf({ certainty = 'exact', note }: Pick<Extra, 'certainty' | 'note'>): readonly string[] {
  const doubt = doubts[certainty];
  if (doubt === undefined) return [];
  return note === undefined ? [doubt] : [doubt, note];
}

/** A list may ask for what the report is bound to call unknown; the guide's reader is told why. */
function exceptionsOf({ notPermissions = {} }: VendorFile, asked: readonly string[]): readonly string[] {
  const names = Object.keys(notPermissions).filter((name) => asked.includes(name));
  return names.map((name) => `"${name}" is no permission of the API: ${notPermissions[name]}.`);
}
