import type { FileFacts } from './look-at-bytes.ts';
import { type Clues, noClues } from './seed-pattern.ts';

/** Facts of many files, in a form that crosses from one thread to another in a few large pieces. */
export interface PackedFacts {
  /** Of each file its number, its size, and how many specifiers it has plus one; 0 where they were not wanted. */
  readonly files: Uint32Array<ArrayBuffer>;
  /** The specifiers of one file after another, as numbers in `texts`. */
  readonly specifiers: Uint32Array<ArrayBuffer>;
  /** Separated by line breaks, which no specifier has. */
  readonly texts: string;
  /** What nearly no file has, by its number. */
  readonly clues: readonly (readonly [file: number, clues: Clues])[];
  readonly unfit: readonly (readonly [file: number, unfit: NonNullable<FileFacts['unfit']>])[];
}

/** @param facts each with a number that says whose they are */
export function packFacts(facts: Iterable<readonly [file: number, facts: FileFacts]>): PackedFacts {
  const [files, specifiers]: [number[], number[]] = [[], []];
  const clues: [number, Clues][] = [];
  const unfit: [number, NonNullable<FileFacts['unfit']>][] = [];
  const numbers = new Map<string, number>();
  for (const [file, facts_] of facts) {
    files.push(file, facts_.size, facts_.specifiers === undefined ? 0 : facts_.specifiers.length + 1);
    if (facts_.clues !== noClues) clues.push([file, facts_.clues]);
    if (facts_.unfit !== undefined) unfit.push([file, facts_.unfit]);
    for (const specifier of facts_.specifiers ?? []) {
      const number = numbers.get(specifier) ?? numbers.size;
      if (number === numbers.size) numbers.set(specifier, number);
      specifiers.push(number);
    }
  }
  const texts = [...numbers.keys()].join('\n');
  return { files: Uint32Array.from(files), specifiers: Uint32Array.from(specifiers), texts, clues, unfit };
}

/** The facts again, by their numbers. */
export function* unpackFacts(packed: PackedFacts): Generator<readonly [file: number, facts: FileFacts]> {
  const texts = packed.texts.split('\n');
  const [clues, unfit] = [new Map(packed.clues), new Map(packed.unfit)];
  const { files, specifiers: numbers } = packed;
  let at = 0;
  const take = (count: number): string[] => {
    const taken: string[] = [];
    for (let end = at + count; at < end; at++) taken.push(texts[numbers[at] ?? 0] ?? '');
    return taken;
  };
  for (let row = 0; row < files.length; row += 3) {
    const [file, counted] = [files[row] ?? 0, files[row + 2] ?? 0];
    const specifiers = counted === 0 ? undefined : take(counted - 1);
    const reason = unfit.get(file);
    const facts: FileFacts = { clues: clues.get(file) ?? noClues, size: files[row + 1] ?? 0, specifiers };
    yield [file, reason === undefined ? facts : { ...facts, unfit: reason }];
  }
}
