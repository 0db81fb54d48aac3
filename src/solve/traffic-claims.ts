import type { OperationId } from '../model/operation.ts';
import { isPossible } from './possible-roles.ts';
import { keyOfTerms, type Terms } from './terms.ts';
import type { TrafficFact, TrafficFacts } from './traffic-facts.ts';

/** What would have to be so for a statement to be wrong: a role that meets these conditions, and fails those. */
export interface Denial {
  readonly met?: readonly Terms[];
  readonly failed?: readonly Terms[];
}

/** Answers questions about every role that would have answered as recorded. */
export interface TrafficClaims {
  /** Whether no such role is like this. */
  excludes(denial: Denial): boolean;
  /** The operations whose answers exclude it: all that do alone, or else a smallest set that does together. In the order of the facts. */
  proofAgainst(denial: Denial): readonly OperationId[];
}

/** Operations with one condition count as one fact: there are far fewer conditions than operations. */
interface Fact {
  readonly kind: keyof TrafficFacts;
  readonly condition: Terms;
  readonly operations: OperationId[];
}

export function makeTrafficClaims({ answered, denied }: TrafficFacts): TrafficClaims {
  const order = [...new Set([...answered, ...denied].map(({ operation }) => operation))];
  const facts = [...groupFacts('answered', answered), ...groupFacts('denied', denied)];
  const excludedBy = (some: readonly Fact[], { met = [], failed = [] }: Denial) =>
    !isPossible(
      [...some.filter(({ kind }) => kind === 'answered').map(({ condition }) => condition), ...met],
      [...some.filter(({ kind }) => kind === 'denied').map(({ condition }) => condition), ...failed],
    );
  return {
    excludes: (denial) => excludedBy(facts, denial),
    proofAgainst(denial) {
      const alone = facts.filter((fact) => excludedBy([fact], denial));
      const proof = alone.length > 0 ? alone : reduceFacts(facts, (some) => excludedBy(some, denial));
      const proving = new Set(proof.flatMap(({ operations }) => operations));
      return order.filter((operation) => proving.has(operation));
    },
  };
}

function groupFacts(kind: Fact['kind'], facts: readonly TrafficFact[]): Fact[] {
  const groups = new Map<string, Fact>();
  for (const { operation, condition } of facts) {
    const key = keyOfTerms(condition);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { kind, condition, operations: [operation] });
    else known.operations.push(operation);
  }
  return [...groups.values()];
}

/** Leaves out one fact after another, last first, as long as the rest is still a proof. */
function reduceFacts(facts: readonly Fact[], isProof: (some: readonly Fact[]) => boolean): readonly Fact[] {
  return facts.reduceRight<readonly Fact[]>((left, fact) => {
    const without = left.filter((other) => other !== fact);
    return isProof(without) ? without : left;
  }, facts);
}
