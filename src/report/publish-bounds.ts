import type { GrantBounds } from '../model/grant-bounds.ts';

/** What traffic proves about the granted role, field by field. */
export function publishBounds(bounds: GrantBounds) {
  return {
    held: bounds.held.map(({ name, because }) => ({ name, because })),
    oneOf: bounds.oneOf.map(({ alternatives, because }) => ({ alternatives, because })),
    lacked: bounds.lacked.map(({ name, because }) => ({ name, because })),
    oneLacked: bounds.oneLacked.map(({ permissions, because }) => ({ permissions, because })),
    undecided: bounds.undecided,
    unexplained: bounds.unexplained,
    callable: { atLeast: bounds.callable.atLeast, atMost: bounds.callable.atMost },
    beyond: { atLeast: bounds.beyond.atLeast, atMost: bounds.beyond.atMost },
    ...(bounds.contradicts === undefined
      ? {}
      : { contradicts: { allowed: bounds.contradicts.allowed, denied: bounds.contradicts.denied } }),
  };
}
