import type { Operation, OperationId } from '../model/operation.ts';
import { deniedCalls, type OperationUse, wasAnswered } from '../model/operation-use.ts';
import type { Requirement } from '../model/requirement.ts';
import { conditionalParameters } from '../uses/conditions.ts';
import type { Boxes } from './boxes.ts';
import { waysToCall } from './constraints.ts';
import { allTerms, anyTerms, type Terms } from './terms.ts';

/** What one operation's answers say about the role that was asked with. */
export interface TrafficFact {
  readonly operation: OperationId;
  /** For an answered call, what the role surely meets; for a denied one, what it surely does not. */
  readonly condition: Terms;
}

/** What the recorded answers say, kept apart by what they were. Both in the order of the uses. */
export interface TrafficFacts {
  readonly answered: readonly TrafficFact[];
  readonly denied: readonly TrafficFact[];
}

/**
 * Reads the outcomes of uses as conditions on the role. A record that was refused for its partition was looked at by the
 * operation itself, so the permission was there; a call whose outcome cannot be told says nothing.
 *
 * The conditions are as weak as they must be to be certain. Of sources that disagree one is right, so an answer proves
 * that some claim is met, and a denial that not all are. Which of several calls passed a parameter is not kept, so an
 * answer is taken to have passed none, and a denial all that may have been passed.
 * @throws InputError when a requirement has too many alternatives to look at.
 */
export function readTrafficFacts(uses: readonly OperationUse[], boxes: Boxes): TrafficFacts {
  const answered = uses.filter(wasAnswered);
  const denied = uses.filter((use) => deniedCalls(use) > 0);
  return {
    answered: answered.map(({ operation }) => ({
      operation: operation.id,
      condition: anyTerms(waysByClaim(operation, boxes)),
    })),
    denied: denied.map(({ operation, conditions }) => {
      const tracked = conditionalParameters(operation.requires);
      const seen = [...conditions.passed, ...conditions.unknown];
      const mayPass = (parameter: string) => seen.includes(parameter) || !tracked.includes(parameter);
      return {
        operation: operation.id,
        condition: allTerms(waysByClaim(operation, boxes, mayPass)),
      };
    }),
  };
}

/**
 * The smallest sets of ticks with which an operation can be called, going by the rule and by each source that names a
 * requirement; without parameters unless told otherwise.
 */
export function waysByClaim(
  operation: Operation,
  boxes: Boxes,
  passes: (parameter: string) => boolean = () => false,
): Terms[] {
  const requirements = [operation.requires, ...operation.claims.flatMap((claim) => claim.requires ?? [])];
  return requirements.map((requires) => waysToCall({ ...operation, requires: settle(requires, passes) }, boxes));
}

/** The requirement once it is decided which parameters are passed. */
function settle(requirement: Requirement, passes: (parameter: string) => boolean): Requirement {
  if (typeof requirement === 'string') return requirement;
  if ('allOf' in requirement) return { allOf: requirement.allOf.map((part) => settle(part, passes)) };
  if ('anyOf' in requirement) return { anyOf: requirement.anyOf.map((part) => settle(part, passes)) };
  return passes(requirement.when.parameter) ? settle(requirement.then, passes) : { allOf: [] };
}
