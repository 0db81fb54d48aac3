import type { GrantBounds, ProvenPermission } from '../model/grant-bounds.ts';
import type { Operation } from '../model/operation.ts';
import type { PermissionName } from '../model/permission.ts';
import type { Comparison, Grant, MinimalRole } from '../model/role.ts';
import { type BoxSet, bitsOf, isSubset } from './box-set.ts';
import { type Boxes, indexBoxes } from './boxes.ts';
import { isPossible } from './possible-roles.ts';
import type { ProblemInput } from './problem.ts';
import { allTerms, anyTerms, impliesTerms, isMetBy, keyOfTerms, type Terms } from './terms.ts';
import { makeTrafficClaims, type TrafficClaims } from './traffic-claims.ts';
import { readTrafficFacts, type TrafficFacts, waysByClaim } from './traffic-facts.ts';
import { allowedOperations } from './weight.ts';

/** {@link ProblemInput} with the role that was solved for it, and what it was held against. */
export interface TrafficBoundsInput extends ProblemInput {
  readonly role: MinimalRole;
  readonly comparison?: Comparison | undefined;
}

/**
 * What the recorded answers prove about the role behind them; `undefined` when they prove nothing because no call was
 * answered or denied. {@link GrantBounds} says what is certain about it and when.
 * @throws InputError when the requirement of an operation has too many alternatives to look at.
 */
export function boundGrant(input: TrafficBoundsInput): GrantBounds | undefined {
  const boxes = indexBoxes(input.graph);
  const all = readTrafficFacts(input.uses, boxes);
  if (all.answered.length + all.denied.length === 0) return undefined;
  const { facts, unexplained } = setApart(all);
  const claims = makeTrafficClaims(facts);
  const names = input.graph.permissions.map(({ name }) => name);
  const held = provenPermissions(names, claims, (name) => ({ failed: [boxes.waysToHold(name)] }));
  const lacked = provenPermissions(names, claims, (name) => ({ met: [boxes.waysToHold(name)] }));
  const known = {
    boxes,
    claims,
    held: boxes.setOf(held.map(({ name }) => name)),
    lacked: boxes.setOf(lacked.map(({ name }) => name)),
  };
  const contradicts = input.comparison && contradictionOf(input.comparison.grant, facts, boxes);
  return {
    held,
    oneOf: findAlternatives(facts, known),
    lacked,
    oneLacked: findGaps(facts, known),
    undecided: names.length - held.length - lacked.length,
    unexplained,
    ...countCallable(input, known, facts),
    ...(contradicts === undefined ? {} : { contradicts }),
  };
}

/**
 * Leaves out denials that no lack of a permission explains: the operation was answered at other times, or every role that
 * answers the rest would let it through. Denials that only together fit no role are all left out, for none of them is
 * then more believable than another.
 */
function setApart({ answered, denied }: TrafficFacts) {
  const met = answered.map(({ condition }) => condition);
  const isAnswered = new Set(answered.map(({ operation }) => operation));
  const explained = denied.filter(
    ({ operation, condition }) => !isAnswered.has(operation) && isPossible(met, [condition]),
  );
  const fits = isPossible(
    met,
    explained.map(({ condition }) => condition),
  );
  const facts: TrafficFacts = { answered, denied: fits ? explained : [] };
  const unexplained = denied.filter((fact) => !facts.denied.includes(fact)).map(({ operation }) => operation);
  return { facts, unexplained };
}

interface Known {
  readonly boxes: Boxes;
  readonly claims: TrafficClaims;
  readonly held: BoxSet;
  readonly lacked: BoxSet;
}

function provenPermissions(
  names: readonly PermissionName[],
  claims: TrafficClaims,
  opposite: (name: PermissionName) => Parameters<TrafficClaims['excludes']>[0],
): ProvenPermission[] {
  return names
    .filter((name) => claims.excludes(opposite(name)))
    .map((name) => ({ name, because: claims.proofAgainst(opposite(name)) }));
}

/** For each answered call that what is held does not explain, the ways that are left in which the role can answer it. */
function findAlternatives({ answered }: TrafficFacts, { boxes, claims, held }: Known): GrantBounds['oneOf'] {
  const open = answered.map(({ condition }) => {
    const possible = condition.filter((term) => !claims.excludes({ met: [[term]] }));
    return anyTerms([possible.map((term) => boxes.effective(term) & ~held)]);
  });
  return strongestConditions(open.filter((condition) => !isMetBy(condition, 0n))).map((condition) => {
    const alternatives = condition.map((set) => boxes.namesOf(withoutImplied(set, boxes)));
    const isNone = anyTerms(alternatives.map((names) => allTerms(names.map(boxes.waysToHold))));
    return { alternatives, because: claims.proofAgainst({ failed: [isNone] }) };
  });
}

/** For each way in which a denied call could have been answered, what of it is not known to be there. */
function findGaps({ denied }: TrafficFacts, { boxes, claims, held, lacked }: Known): GrantBounds['oneLacked'] {
  const ways = denied.flatMap(({ condition }) => condition.map((term) => boxes.effective(term) & ~held));
  const open = anyTerms([ways]).filter((set) => (set & lacked) === 0n);
  return open.map((set) => {
    const permissions = boxes.namesOf(withoutImplied(set, boxes));
    return { permissions, because: claims.proofAgainst({ met: permissions.map(boxes.waysToHold) }) };
  });
}

/** Each once, without those that follow from another. */
function strongestConditions(conditions: readonly Terms[]): Terms[] {
  const distinct = [...new Map(conditions.map((condition) => [keyOfTerms(condition), condition])).values()];
  return distinct.filter(
    (condition) => !distinct.some((other) => other !== condition && impliesTerms(other, condition)),
  );
}

/** What has to be said of a set of permissions that hold: all but those that others in it give. */
function withoutImplied(set: BoxSet, boxes: Boxes): BoxSet {
  return bitsOf(set).reduceRight((left, box) => {
    const others = left & ~box;
    return isSubset(box, boxes.implied(others)) ? others : left;
  }, set);
}

function countCallable({ graph, rules, role }: TrafficBoundsInput, { boxes, claims }: Known, facts: TrafficFacts) {
  const answered = new Set(facts.answered.map(({ operation }) => operation));
  const stateOf = rememberByRequirement((operation) => {
    const ways = waysByClaim(operation, boxes);
    if (claims.excludes({ failed: [allTerms(ways)] })) return 'certain';
    return claims.excludes({ met: [anyTerms(ways)] }) ? 'never' : 'open';
  });
  const certain = rules.operations.filter((one) => answered.has(one.id) || stateOf(one) === 'certain');
  const possible = rules.operations.filter((one) => answered.has(one.id) || stateOf(one) !== 'never');
  const names = role.permissions.map(({ name }) => name);
  const minimal = new Set(allowedOperations(graph, rules.operations, names));
  const outside = (operations: readonly Operation[]) => operations.filter((one) => !minimal.has(one)).length;
  return {
    callable: { atLeast: certain.length, atMost: possible.length },
    beyond: { atLeast: outside(certain), atMost: outside(possible) },
  };
}

function rememberByRequirement<Answer>(ask: (operation: Operation) => Answer): (operation: Operation) => Answer {
  const known = new Map<string, Answer>();
  return (operation) => {
    const key = JSON.stringify([operation.requires, operation.claims.map(({ requires }) => requires)]);
    const answer = known.get(key) ?? ask(operation);
    known.set(key, answer);
    return answer;
  };
}

/** A vendor's guide says what to grant, not what a role holds, so no traffic contradicts it. */
function contradictionOf(grant: Grant, { answered, denied }: TrafficFacts, boxes: Boxes): GrantBounds['contradicts'] {
  if (grant.source !== undefined) return undefined;
  const ticked = boxes.setOf(grant.permissions);
  const isEnough = (condition: Terms) => isMetBy(condition, ticked);
  const contradiction = {
    allowed: answered.filter(({ condition }) => !isEnough(condition)).map(({ operation }) => operation),
    denied: denied.filter(({ condition }) => isEnough(condition)).map(({ operation }) => operation),
  };
  return contradiction.allowed.length + contradiction.denied.length === 0 ? undefined : contradiction;
}
