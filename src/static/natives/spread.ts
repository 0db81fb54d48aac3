import { listOf } from '../heap/list.ts';
import type { Machine } from '../machine/machine.ts';
import type { Value } from '../value/value.ts';

/** The arguments that a list stands for. Where more may follow, a few of them stand for all. */
export function spread(m: Machine, list: Value | undefined): { args: Value[]; openArguments: boolean } {
  const isList = list?.kind === 'object' && list.elements !== undefined;
  const { known, more } = isList ? listOf(m, list) : { known: [], more: undefined };
  const isNothing = list === undefined || (list.kind === 'constant' && (list.value ?? undefined) === undefined);
  const args = more === undefined ? [...known] : [...known, more, more, more];
  return { args, openArguments: more !== undefined || !(isList || isNothing) };
}
