import type { HostFamily, Method, Operation } from '../model/operation.ts';
import type { PermissionName } from '../model/permission.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import { isMet } from '../model/requirement.ts';
import { createMatcher } from '../rules/match.ts';
import type { RuleSet } from '../rules/rule-set.ts';

/** What a request asks of the gate. */
export interface Knock {
  readonly method: Method;
  readonly host: HostFamily;
  /** From the host's root, without query. */
  readonly path: string;
  /** Names of query and form parameters. */
  readonly parameters: readonly string[];
}

export type Decision =
  | { readonly kind: 'allowed' | 'denied'; readonly operation: Operation }
  /** No operation has this path; `hasOtherMethod` where only the method is wrong. */
  | { readonly kind: 'unknown'; readonly hasOtherMethod: boolean };

/** What a role lets through: all permissions that hold when its boxes are ticked. */
export type Held = ReadonlySet<PermissionName>;

export interface Gate {
  hold(ticked: Iterable<PermissionName>): Held;
  decide(knock: Knock, held: Held): Decision;
  /** Whether a call of an operation is let through. @param passed names of its parameters */
  allows(operation: Operation, passed: readonly string[], held: Held): boolean;
}

/**
 * Decides as Marketo would, by the very rules, hierarchy and matching that roles are worked out from. There is no
 * second list of what a call needs.
 */
export function createGate(rules: RuleSet, permissions: PermissionGraph): Gate {
  const matcher = createMatcher(rules);
  const allows: Gate['allows'] = ({ requires }, passed, held) =>
    isMet(requires, (name) => held.has(name), new Set(passed));
  return {
    allows,
    hold: (ticked) => permissions.effective(ticked),
    decide: ({ method, host, path, parameters }, held) => {
      const match = matcher.match({ method, host, path: [path] });
      if (match.kind !== 'matched') {
        const anyhow = matcher.match({ method: undefined, host, path: [path] });
        return { kind: 'unknown', hasOtherMethod: anyhow.kind !== 'unmatched' };
      }
      const { operation } = match;
      return { kind: allows(operation, parameters, held) ? 'allowed' : 'denied', operation };
    },
  };
}
