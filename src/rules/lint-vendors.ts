import type { PermissionGraph } from '../model/permission-graph.ts';
import type { VendorFile } from '../schema/index.ts';

/** A vendor's list with the file it stands in, e.g. "rules/vendors/feedotter.json". */
export interface VendorSource {
  readonly file: string;
  readonly vendor: VendorFile;
}

/** What the lint can find in rules/vendors. A published kind is never renamed. */
export const vendorProblemKinds = {
  'misnamed-vendor': 'The file has another name than its vendor',
  'unknown-name': 'A list asks for what is no permission and no group, and does not say why',
  'repeated-name': 'A list asks for one permission twice',
  'needless-exception': 'A name is declared to be no permission, and it is one or no list asks for it',
  'unexplained-doubt': 'A list is not exact, and no note says why',
} as const;

export type VendorProblemKind = keyof typeof vendorProblemKinds;

/** One thing to correct. */
export interface VendorProblem {
  readonly kind: VendorProblemKind;
  readonly file: string;
  /** The place in the file: "asks", or "extras.workspaces". */
  readonly row: string;
  readonly what: string;
  readonly next: string;
}

/** What is wrong with valid files of rules/vendors beyond their schema. Empty for those that ship. */
export function lintVendors(vendors: readonly VendorSource[], graph: PermissionGraph): readonly VendorProblem[] {
  return vendors.flatMap((source) => [
    ...misnamed(source),
    ...listsOf(source.vendor).flatMap((list) => lintList(list, source, graph)),
    ...needless(source, graph),
  ]);
}

/** One list of names, and those that a customer has ticked already when coming to it. */
interface List extends Pick<VendorFile, 'asks' | 'note'> {
  readonly row: string;
  readonly before: readonly string[];
  readonly certainty?: VendorFile['certainty'];
}

function listsOf({ asks, certainty, note, extras = {} }: VendorFile): List[] {
  const base = { row: 'asks', asks, before: [], certainty, ...(note === undefined ? {} : { note }) };
  const others = Object.entries(extras).map(([name, extra]) => ({ row: `extras.${name}`, before: asks, ...extra }));
  return [base, ...others];
}

function lintList(list: List, { file, vendor }: VendorSource, graph: PermissionGraph): VendorProblem[] {
  const { row, asks, before, certainty = 'exact', note } = list;
  const declared = vendor.notPermissions ?? {};
  const seen = new Set(before.map((name) => canonical(name, graph)));
  const problems = asks.flatMap((name): VendorProblem[] => {
    const known = canonical(name, graph);
    const isRepeated = seen.has(known);
    seen.add(known);
    if (isRepeated) {
      const what = `"${name}" is ${known} once more`;
      return [{ kind: 'repeated-name', file, row, what, next: 'leave one of the two' }];
    }
    if (isKnown(name, graph) || Object.hasOwn(declared, name)) return [];
    const meant = graph.suggest(name);
    const next = `${meant === undefined ? '' : `did you mean "${meant}"? `}add an alias, or say why under notPermissions`;
    return [{ kind: 'unknown-name', file, row, what: `"${name}" is not known`, next }];
  });
  if (certainty === 'exact' || note !== undefined) return problems;
  return [...problems, { kind: 'unexplained-doubt', file, row, what: `it is ${certainty}`, next: 'add a note' }];
}

function misnamed({ file, vendor }: VendorSource): VendorProblem[] {
  if (file.endsWith(`/${vendor.vendor}.json`)) return [];
  const what = `it describes "${vendor.vendor}"`;
  return [{ kind: 'misnamed-vendor', file, row: 'vendor', what, next: `name it ${vendor.vendor}.json` }];
}

function needless({ file, vendor }: VendorSource, graph: PermissionGraph): VendorProblem[] {
  const asked = new Set(listsOf(vendor).flatMap(({ asks }) => asks));
  return Object.keys(vendor.notPermissions ?? {})
    .filter((name) => isKnown(name, graph) || !asked.has(name))
    .map((name) => {
      const what = isKnown(name, graph) ? `"${name}" is known` : `no list has "${name}"`;
      return { kind: 'needless-exception', file, row: 'notPermissions', what, next: 'take it off' };
    });
}

function isKnown(name: string, graph: PermissionGraph): boolean {
  return graph.find(name) !== undefined || graph.findGroup(name) !== undefined;
}

function canonical(name: string, graph: PermissionGraph): string {
  return graph.find(name)?.name ?? graph.findGroup(name)?.name ?? name;
}
