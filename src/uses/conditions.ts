import type { ParameterNames } from '../model/api-call.ts';
import { compareText } from '../model/location.ts';
import type { Requirement } from '../model/requirement.ts';

/** The parameters on which a requirement depends, sorted, each once. */
export function conditionalParameters(requirement: Requirement): readonly string[] {
  return [...new Set(parametersIn(requirement))].sort(compareText);
}

function parametersIn(requirement: Requirement): string[] {
  if (typeof requirement === 'string') return [];
  if ('allOf' in requirement) return requirement.allOf.flatMap(parametersIn);
  if ('anyOf' in requirement) return requirement.anyOf.flatMap(parametersIn);
  return [requirement.when.parameter, ...parametersIn(requirement.then)];
}

/** Which conditional parameters the calls of one use pass, or may pass. */
export class Conditions {
  private readonly parameters: readonly string[];
  private readonly passed = new Set<string>();
  private incomplete = false;

  constructor(parameters: readonly string[]) {
    this.parameters = parameters;
  }

  add({ names, complete }: ParameterNames): void {
    for (const parameter of this.parameters) if (names.includes(parameter)) this.passed.add(parameter);
    if (!complete) this.incomplete = true;
  }

  /** A parameter that some call surely passes is not unknown, whatever other calls do. */
  finish(): { readonly passed: readonly string[]; readonly unknown: readonly string[] } {
    return {
      passed: this.parameters.filter((parameter) => this.passed.has(parameter)),
      unknown: this.incomplete ? this.parameters.filter((parameter) => !this.passed.has(parameter)) : [],
    };
  }
}
