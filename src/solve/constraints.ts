import { InputError } from '../model/input-error.ts';
import type { Operation } from '../model/operation.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Boxes } from './boxes.ts';
import { allTerms, always, anyTerms, impliesTerms, isMetBy, keyOfTerms, type Terms, TooManyTerms } from './terms.ts';
import type { UsedRequirement } from './used-requirements.ts';

/**
 * What the ticked boxes must satisfy for every used operation to work, as few conditions as say it.
 * A conjunction becomes one condition for each part, a condition that another one implies is left out.
 * @throws InputError when a requirement can be met by no role, or has too many alternatives to look at.
 */
export function findConstraints(used: readonly UsedRequirement[], boxes: Boxes): Terms[] {
  const distinct = new Map<string, Terms>();
  for (const requirement of used) {
    for (const condition of conditionsOf(requirement, boxes)) distinct.set(keyOfTerms(condition), condition);
  }
  return withoutImplied([...distinct.values()]);
}

/**
 * The smallest sets of ticks with which an operation can be called without any parameter that asks for more.
 * @throws InputError when there are too many to look at.
 */
export function waysToCall(operation: Operation, boxes: Boxes): Terms {
  return blameRule(operation, () => termsOf(operation.requires, new Set(), boxes));
}

/** The conditions of one used operation, each in its shortest form. */
function conditionsOf({ operation, passed }: UsedRequirement, boxes: Boxes): Terms[] {
  const conditions = blameRule(operation, () =>
    conjuncts(operation.requires, passed).map((part) => termsOf(part, passed, boxes)),
  );
  if (conditions.every((condition) => condition.length > 0)) return conditions;
  throw new InputError(`no role can meet the requirement of ${operation.id}`, {
    at: { file: operation.rule },
    next: 'correct the rule; `rolefit model lint` checks all of them',
  });
}

/** A requirement that multiplies without end is the rule's fault, and says so. */
function blameRule<Answer>(operation: Operation, ask: () => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof TooManyTerms)) throw error;
    throw new InputError(`the requirement of ${operation.id} can be met in too many ways`, {
      at: { file: operation.rule },
      next: 'write it with fewer alternatives',
      cause: error,
    });
  }
}

function conjuncts(requirement: Requirement, passed: ReadonlySet<string>): Requirement[] {
  if (typeof requirement === 'string' || 'anyOf' in requirement) return [requirement];
  if ('allOf' in requirement) return requirement.allOf.flatMap((part) => conjuncts(part, passed));
  return passed.has(requirement.when.parameter) ? conjuncts(requirement.then, passed) : [];
}

function termsOf(requirement: Requirement, passed: ReadonlySet<string>, boxes: Boxes): Terms {
  const inner = (part: Requirement) => termsOf(part, passed, boxes);
  if (typeof requirement === 'string') return boxes.waysToHold(requirement);
  if ('allOf' in requirement) return allTerms(requirement.allOf.map(inner));
  if ('anyOf' in requirement) return anyTerms(requirement.anyOf.map(inner));
  return passed.has(requirement.when.parameter) ? inner(requirement.then) : always;
}

/** No two of the conditions are equal, so of two that imply each other there are none, and no circle loses all. */
function withoutImplied(conditions: readonly Terms[]): Terms[] {
  return conditions.filter(
    (condition) =>
      !isMetBy(condition, 0n) && !conditions.some((other) => other !== condition && impliesTerms(other, condition)),
  );
}
