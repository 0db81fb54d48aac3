import type { Limits } from '../../../../src/static/machine/machine.ts';
import { Dice } from './dice.ts';
import { allFragments } from './fragments/index.ts';
import { namesIn, type Tree } from './grammar/fragment.ts';
import { Grower } from './grammar/grow.ts';
import { type Program, write } from './grammar/program.ts';
import { shrink } from './grammar/shrink.ts';
import { type Judgement, judge } from './law.ts';

/** A program that was judged, with the seed that it can be had by again. */
export interface Trial extends Judgement {
  readonly seed: number;
  readonly tree: Tree;
  readonly program: Program;
}

/** What a trial is made with. */
export interface OracleOptions {
  /** Fragments and acts that take part, by name. */
  readonly isEnabled: (name: string) => boolean;
  /** How often a program is run at most. */
  readonly runs: number;
  /** Bounds on the analysis that are not those of every day. */
  readonly limits?: Partial<Limits>;
}

/** Grows programs, judges them, and makes those that break the law small. */
export class Oracle {
  readonly #grower: Grower;
  readonly #options: OracleOptions;

  constructor(options: OracleOptions) {
    this.#options = options;
    this.#grower = new Grower(allFragments.filter(({ name }) => options.isEnabled(name)));
  }

  /** The program of a seed. */
  try(seed: number): Promise<Trial> {
    return this.judge(this.#grower.grow('program', new Dice(seed)), seed);
  }

  async judge(tree: Tree, seed = 0): Promise<Trial> {
    const program = write(tree);
    return { seed, tree, program, ...(await judge(program, this.#options)) };
  }

  /** The smallest program that breaks the law as this one does. */
  async smallest({ seed, tree }: Trial): Promise<Trial> {
    const smaller = await shrink(
      tree,
      (larger) => this.#grower.simpler(larger),
      async (candidate) => (await this.judge(candidate)).outcome === 'violation',
    );
    return this.judge(smaller, seed);
  }
}

/** A violation in words: the program, how it can be had again, and what was missed. */
export function describe({ seed, program, tree, missed, claims, run }: Trial): string {
  const texts = Object.entries(program.files).map(([path, text]) => `// ${path}\n${text}`);
  const dead = missed.filter((operation) => claims.dead.has(operation));
  return [
    `program ${seed}, run ${run}: sent, and no live operation, with a role that is called complete: ${missed.join(', ')}`,
    ...(dead.length > 0 ? [`listed as dead: ${dead.join(', ')}`] : []),
    `found: ${[...claims.live].join(', ') || 'nothing'}`,
    `made of: ${[...namesIn(tree)].join(' | ')}`,
    '',
    ...texts,
  ].join('\n');
}
