import { nearestName } from '../model/nearest-name.ts';
import type { Operation } from '../model/operation.ts';
import type { AbilitiesFile, JsonPath } from '../schema/index.ts';
import { compareOperations } from './compare-operations.ts';
import type { AbilityProblemKind } from './rule-problem.ts';

type AbilityRow = AbilitiesFile['abilities'][number];
/** As much of an operation as the check of the abilities looks at. */
export type PlacedOperation = Pick<Operation, 'id' | 'path' | 'method' | 'effect'>;

/** One thing to correct in the abilities, and where it stands in their file. */
export interface AbilityProblem {
  readonly kind: AbilityProblemKind;
  /** The id of the operation or the phrase of the ability. */
  readonly row: string;
  readonly what: string;
  readonly next: string;
  readonly path: JsonPath;
}

/** Whether every operation is in exactly one ability, and each ability says one thing. In the order of the file. */
export function checkAbilities(
  abilities: readonly AbilityRow[],
  operations: readonly PlacedOperation[],
): readonly AbilityProblem[] {
  const known = new Map<string, PlacedOperation>(operations.map((operation) => [operation.id, operation]));
  return [
    ...duplicatePhrases(abilities),
    ...misplaced(abilities, known),
    ...abilities.flatMap((ability, index) => {
      const members = ability.operations.flatMap((id) => known.get(id) ?? []);
      const path = ['abilities', index, 'operations'];
      return [...mixedEffects(ability, members, path), ...unsorted(ability, members, path)];
    }),
    ...leftOut(abilities, operations),
  ];
}

function duplicatePhrases(abilities: readonly AbilityRow[]): AbilityProblem[] {
  const seen = new Set<string>();
  return abilities.flatMap(({ phrase }, index) => {
    if (!seen.has(phrase)) {
      seen.add(phrase);
      return [];
    }
    const what = `two abilities are called "${phrase}"`;
    const path = ['abilities', index, 'phrase'];
    return [{ kind: 'duplicate-ability', row: phrase, what, next: 'join them, or say how they differ', path }];
  });
}

function misplaced(abilities: readonly AbilityRow[], known: ReadonlyMap<string, PlacedOperation>): AbilityProblem[] {
  const places = new Map<string, string>();
  return abilities.flatMap(({ phrase, operations }, index) =>
    operations.flatMap((id, position): AbilityProblem[] => {
      const path = ['abilities', index, 'operations', position];
      if (!known.has(id)) return [unknownOperation(id, known.keys(), path)];
      const first = places.get(id);
      places.set(id, first ?? phrase);
      if (first === undefined) return [];
      const what = `${id} is in "${first}" and again in "${phrase}"`;
      return [{ kind: 'operation-in-two-abilities', row: id, what, next: 'keep it where it says most', path }];
    }),
  );
}

function unknownOperation(id: string, known: Iterable<string>, path: JsonPath): AbilityProblem {
  const meant = nearestName(id, known);
  const next = meant === undefined ? 'correct it, or remove it' : `did you mean "${meant}"?`;
  return { kind: 'unknown-operation', row: id, what: `unknown operation "${id}"`, next, path };
}

function mixedEffects(
  { phrase }: AbilityRow,
  [first, ...others]: readonly PlacedOperation[],
  path: JsonPath,
): AbilityProblem[] {
  const stranger = others.find(({ effect }) => effect !== first?.effect);
  if (first === undefined || stranger === undefined) return [];
  const what = `"${phrase}" has ${first.id} (${first.effect}) and ${stranger.id} (${stranger.effect})`;
  return [{ kind: 'mixed-effects', row: phrase, what, next: 'make an ability of each effect', path }];
}

function unsorted({ phrase }: AbilityRow, members: readonly PlacedOperation[], path: JsonPath): AbilityProblem[] {
  const late = members.find((member, index) => {
    const previous = members[index - 1];
    return previous !== undefined && compareOperations(previous, member) > 0;
  });
  if (late === undefined) return [];
  const what = `in "${phrase}", ${late.id} stands after its place`;
  return [{ kind: 'unsorted-ability', row: phrase, what, next: 'sort the operations by path, then method', path }];
}

function leftOut(abilities: readonly AbilityRow[], operations: readonly PlacedOperation[]): AbilityProblem[] {
  const placed = new Set(abilities.flatMap((ability) => ability.operations));
  const next = 'add it to the ability that says what it does, or write one';
  return [...new Map(operations.map((operation) => [operation.id, operation])).values()]
    .filter(({ id }) => !placed.has(id))
    .map(({ id }) => ({
      kind: 'operation-without-ability',
      row: id,
      what: `${id} is in no ability`,
      next,
      path: ['abilities'],
    }));
}
