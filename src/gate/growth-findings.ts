import { makeFinding } from '../findings/index.ts';
import type { GainedPermission, OperationNeed, ServiceChange } from '../model/change.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Confidence, Finding } from '../model/finding.ts';
import type { InputPlace } from '../model/input-error.ts';
import type { Effect } from '../model/operation.ts';
import type { RuleSet } from '../rules/rule-set.ts';

/** What cannot be taken back, or acts beyond the data that it is called for. */
const graveEffects: ReadonlySet<Effect> = new Set<Effect>(['execute', 'delete', 'admin']);

/** What the changes of the services give cause to say: growth with the line that makes it grow, shrinkage with a hint. */
export function growthFindings(changes: readonly ServiceChange[], abilities: RuleSet['abilities']): Finding[] {
  const abilityOf = new Map<string, string>(
    abilities.flatMap(({ phrase, operations }) => operations.map((id) => [id, phrase])),
  );
  return changes.flatMap((change) => {
    // What makes the role grow is told with the permission.
    const blamed = new Set(change.gained.flatMap(({ because }) => because.map(({ operation }) => operation)));
    return [
      ...change.gained.map((gained) => grew(change, gained)),
      ...change.added.filter(({ operation }) => !blamed.has(operation)).map((need) => added(change, need, abilityOf)),
      ...shrank(change),
    ];
  });
}

function grew({ service }: ServiceChange, { permission, because, cause }: GainedPermission): Finding {
  const evidence = because.flatMap((need) => need.evidence);
  return makeFinding(
    'role-grew',
    { permission, operations: because.map(({ operation }) => operation), isNew: cause === 'calls', evidence },
    { service, confidence: confidenceOf(evidence), location: placeOf(evidence) },
  );
}

/** One more read is an ordinary change. To delete for the first time, within a role that allowed it all along, is not. */
function added(
  { service, before }: ServiceChange,
  { operation, effect, evidence }: OperationNeed,
  abilityOf: ReadonlyMap<string, string>,
): Finding {
  const details = { service, confidence: confidenceOf(evidence), location: placeOf(evidence) };
  const ability = abilityOf.get(operation);
  const isFirst = ability !== undefined && !before.some((id) => abilityOf.get(id) === ability);
  return isFirst && graveEffects.has(effect)
    ? makeFinding('ability-added', { operation, ability, effect, evidence }, details)
    : makeFinding('operation-added', { operation, effect, evidence }, details);
}

function shrank({ service, lost, dropped }: ServiceChange): Finding[] {
  if (lost.length === 0 && dropped.length === 0) return [];
  return [makeFinding('role-shrank', { permissions: lost, operations: dropped }, { service, confidence: 'exact' })];
}

/** A comparison is as sure as what it rests on: code and traffic show that a call is there. */
function confidenceOf(evidence: readonly Evidence[]): Confidence {
  return evidence.length === 0 ? 'inferred' : 'exact';
}

/** The first call site; a recording, which has no lines, is named by its file. */
export function placeOf(evidence: readonly Evidence[]): InputPlace | undefined {
  const first = evidence.find(({ kind }) => kind === 'source') ?? evidence[0];
  if (first === undefined) return undefined;
  if (first.kind === 'traffic') return { file: first.file };
  const { file, line, column } = first;
  return { file, line, column };
}
