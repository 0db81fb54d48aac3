import type { Claims } from './claims.ts';

/** A report held against what is known of one program. Operations count once, however often they are called. */
export interface Judgement {
  /** Operations that the program can call. */
  readonly expected: ReadonlySet<string>;
  /** Operations that the report calls live. */
  readonly reported: ReadonlySet<string>;
  /** Operations that stand in code which never runs. */
  readonly dead: ReadonlySet<string>;
  /** Misses that nothing hints at: the failure that nobody notices. */
  readonly silent: readonly string[];
  /** Expected operations that the report lists, but only as dead. */
  readonly deadButLive: readonly string[];
  /** What the report calls open although the answer is whole. */
  readonly falseOpen: readonly string[];
  /** Unknown endpoints that the program does not call. */
  readonly falseUnmatched: readonly string[];
}

export function deadButLive(expected: ReadonlySet<string>, { dead }: Claims): string[] {
  return [...expected].filter((id) => dead.has(id));
}

/** A whole answer that is called a lower bound, with no call that is said to be why. */
export function falseLowerBound({ role, unresolved, unmatched }: Claims, isWhole: boolean): string[] {
  const isUnexplained = role === 'lower-bound' && unresolved.length + unmatched.length === 0;
  return isWhole && isUnexplained ? ['the role is a lower bound'] : [];
}
