import { createHash } from 'node:crypto';
import { type Random, seeded } from '../har/mutations.ts';

export type { Random };

/** Something of rolefit that is tried with inputs made by dice. */
export interface Target {
  readonly name: string;
  /** What holds of any input. */
  readonly law: string;
  /** All ways in which an input may end; a campaign that never sees one of them tries less than it says. */
  readonly endings: readonly string[];
  /** Those of them that a short run may not see. */
  readonly rare?: readonly string[];
  /** A program that has to be on this machine. */
  readonly needs?: string;
  /** How many inputs the tests try: some seconds of work. */
  readonly inTests: number;
  /** The input of a seed, as bytes that can be kept. */
  make(random: Random): Uint8Array;
  /**
   * How an input ends.
   * @throws when the law does not hold
   */
  judge(input: Buffer): Promise<string> | string;
  /** Whether an input stays one when parts of it are left out. */
  readonly canShrink: boolean;
}

/** A target whose inputs are no bytes: they are made anew from a number. */
export interface SeedTarget extends Pick<Target, 'name' | 'law' | 'endings' | 'inTests'> {
  judgeSeed(seed: number): Promise<string> | string;
}

export function seedTarget({ judgeSeed, ...target }: SeedTarget): Target {
  return {
    ...target,
    canShrink: false,
    make: (random) => Buffer.from(String(Math.floor(random() * 2 ** 31))),
    judge: (input) => judgeSeed(Number(input.toString('latin1'))),
  };
}

/** Dice that fall the same for the same input, whoever kept it. */
export function diceOf(input: Uint8Array): Random {
  return seeded(createHash('sha256').update(input).digest().readUInt32LE(0));
}

export function pick<Item>(items: readonly Item[], random: Random): Item {
  if (items.length === 0) throw new Error('nothing to pick from');
  // The place is one of the list.
  return items[Math.floor(random() * items.length)] as Item;
}

export function times<Item>(most: number, random: Random, make: () => Item): Item[] {
  return Array.from({ length: 1 + Math.floor(random() * most) }, make);
}
