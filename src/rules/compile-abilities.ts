import type { Ability } from '../model/blast-radius.ts';
import { InputError, InputErrors } from '../model/input-error.ts';
import { effects, type Operation } from '../model/operation.ts';
import { wholeFile } from '../schema/index.ts';
import { checkAbilities } from './check-abilities.ts';
import type { AbilityProblemKind } from './rule-problem.ts';
import type { AbilitySource } from './rule-source.ts';

/** What the lint names but a reader's report need not fail for: nothing is said wrongly. */
const harmless: ReadonlySet<AbilityProblemKind> = new Set(['operation-without-ability', 'unsorted-ability']);

/**
 * The abilities that the operations give, in the order of the file; after them each operation that is in none, as an
 * ability of its own, the worst effect first. Each operation comes up exactly once.
 * @throws InputErrors when the file says more or less than that: an unknown operation, one in two abilities, an
 * ability of several effects, two of one phrase.
 */
export function compileAbilities(operations: readonly Operation[], source?: AbilitySource): readonly Ability[] {
  const rows = source?.abilities ?? [];
  const locate = source?.locate ?? wholeFile(source?.file ?? 'rules/abilities.json');
  const errors = checkAbilities(rows, operations)
    .filter(({ kind }) => !harmless.has(kind))
    .map(({ what, next, path }) => new InputError(what, { at: locate(path), next }));
  if (errors.length > 0) throw new InputErrors(errors);
  const placed = new Set(rows.flatMap((row) => row.operations));
  return [
    ...rows.flatMap(({ phrase, operations: ids }) => {
      const members = new Set(ids);
      return abilityOf(
        phrase,
        operations.filter(({ id }) => members.has(id)),
      );
    }),
    ...operations
      .filter(({ id }) => !placed.has(id))
      .sort((a, b) => effects.indexOf(b.effect) - effects.indexOf(a.effect))
      .flatMap((operation) => abilityOf(`call ${operation.id}`, [operation])),
  ];
}

function abilityOf(phrase: string, members: readonly Operation[]): Ability[] {
  const [first] = members;
  if (first === undefined) return [];
  return [
    {
      phrase,
      effect: first.effect,
      personalData: members.some(({ personalData }) => personalData),
      operations: members.map(({ id }) => id),
    },
  ];
}
