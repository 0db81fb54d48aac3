import { ts } from 'ts-morph';
import type { HeldKey } from '../heap/lookup-point.ts';
import { bare } from '../syntax/bare.ts';
import { isSettled, scopeOf, writtenAfter } from '../syntax/settled-names.ts';
import type { Scope } from '../value/scope.ts';

/** What is known of a key that is a name which only the statements around it write. */
export function heldKey(written: ts.Expression, scope: Scope): HeldKey | undefined {
  const name = bare(written);
  if (!ts.isIdentifier(name) || !isSettled(name)) return undefined;
  const cell = scope.find(name.text);
  const declared = scopeOf(name);
  if (cell === undefined || declared === undefined) return undefined;
  return { cell, writes: writtenAfter(declared, name) ? cell.writes : 0 };
}
