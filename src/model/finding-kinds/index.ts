import type { Reach } from '../blast-radius.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding, FindingArguments, FindingKind } from '../finding.ts';
import type { ServiceReport } from '../report.ts';
import type { FindingKindDefinition, FoundOut } from './definition.ts';
import * as registry from './registry.ts';

/** Every kind there is, by its name and sorted by it: all that knows kinds derives from this. */
export const findingKinds = byName(Object.values(registry));

type Definitions = { readonly [Kind in FindingKind]: FindingKindDefinition<Kind, FindingArguments[Kind]> };

function byName(definitions: readonly { readonly kind: FindingKind }[]): Definitions {
  const sorted = definitions.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  // Each definition stands under the name that it has itself, which the compiler cannot see through the list.
  return Object.fromEntries(sorted.map((definition) => [definition.kind, definition])) as unknown as Definitions;
}

/** The names, sorted. */
export const findingKindNames = Object.keys(findingKinds) as readonly FindingKind[];

/** Whether a text is the name of a kind. */
export function isFindingKind(name: string): name is FindingKind {
  return Object.hasOwn(findingKinds, name);
}

/** Whether only the gate finds it. It is never left out for want of confidence, and no baseline swallows it. */
export function isOfGate(kind: FindingKind): boolean {
  const { gate } = findingKinds[kind];
  return gate === 'own' || gate === 'compared';
}

/**
 * Whether it makes a role a lower bound. A change that hides what it calls would pass otherwise, so every lock counts
 * these, and more of them than were accepted fail.
 */
export function isUncertain(kind: FindingKind): boolean {
  return findingKinds[kind].gate === 'uncertain';
}

/** What a finding says, in one sentence without a full stop. */
export function describeFinding(finding: Finding): string {
  return definitionOf(finding).describe(finding.arguments);
}

/** What makes a finding this one and no other, beside its kind and service. */
export function subjectOf(finding: Finding): readonly string[] {
  return definitionOf(finding).subject(finding.arguments, finding.location?.file ?? '');
}

/** The calls that a finding rests on. */
export function evidenceOf(finding: Finding, service: ServiceReport | undefined): readonly Evidence[] {
  return definitionOf(finding).evidence?.(finding.arguments, { service, location: finding.location }) ?? [];
}

/** What a finding's permission or group opens beyond the minimal role. */
export function reachOf(finding: Finding, service: ServiceReport | undefined): Reach | undefined {
  return definitionOf(finding).opens?.(finding.arguments, service);
}

/** All findings of one kind in an analysis. */
export function findOfKind(kind: FindingKind, found: FoundOut): readonly Finding[] {
  const { severity, find } = findingKinds[kind];
  // As above: what a kind finds has the arguments of the kind.
  return (find?.(found) ?? []).map(({ service, location, ...one }) => ({
    kind,
    severity,
    ...one,
    ...(service === undefined ? {} : { service }),
    ...(location === undefined ? {} : { location }),
  })) as readonly Finding[];
}

/** The kind says whose arguments a finding has; through the union the compiler cannot follow that. */
function definitionOf({ kind }: Finding): FindingKindDefinition<FindingKind, object> {
  return findingKinds[kind] as unknown as FindingKindDefinition<FindingKind, object>;
}
