import type { ts } from 'ts-morph';
import type { Cell } from '../value/cell.ts';
import type { Scope } from '../value/scope.ts';
import type { Value } from '../value/value.ts';
import type { Family } from './family.ts';
import type { Footprint, Head } from './footprint.ts';
import type { Frame } from './frame.ts';
import type { Summary } from './summary.ts';

/** The code of a call and what it runs on. */
export interface Activation {
  readonly node: ts.Node;
  /** The scope that the code was written in: with the code, the closure. */
  readonly scope: Scope;
  /** Absent where the code cannot see it, or where each call makes its own. */
  readonly self: Value | undefined;
  readonly args: readonly Value[];
}

/**
 * One running call of a function or constructor, as a step of a recursion. Turns of one closure inside each other are
 * followed one by one as long as they get somewhere; a call that repeats a running turn is answered by it, and that turn
 * runs again until such answers were all that there is to it.
 */
export class Turn implements Activation, Head {
  readonly node: ts.Node;
  readonly scope: Scope;
  readonly self: Value | undefined;
  /** Wider in later rounds, where inner calls brought more. */
  args: readonly Value[];
  readonly footprint: Footprint;
  /** The greatest object id, and the clock, when it began. */
  readonly ids: number;
  clock: number;
  /** Whether it stands for all further turns. */
  readonly isWidened: boolean;
  /** The turns of the closure inside the outermost of them. */
  readonly family: Family;
  /** The frame of the round that runs; absent for a constructor that nobody wrote. */
  frame: Frame | undefined;
  round = 0;
  isOver = false;
  summary: Summary | undefined;
  /** What earlier rounds gave. */
  value: Value | undefined;
  /** What calls that repeat it were answered in this round. */
  handed: Value[] = [];
  isRepeated = false;
  /** Whether a call that it answered brought arguments that it had not been run with. */
  hasGrown = false;
  /** What places held when the round began, where that is not what they held when the turn began. */
  readonly before = new Map<Cell, Value>();

  constructor(
    { node, scope, self, args }: Activation,
    more: {
      readonly footprint: Footprint;
      readonly ids: number;
      readonly clock: number;
      readonly isWidened: boolean;
      readonly family: Family;
    },
  ) {
    this.node = node;
    this.scope = scope;
    this.self = self;
    this.args = args;
    this.footprint = more.footprint;
    this.ids = more.ids;
    this.clock = more.clock;
    this.isWidened = more.isWidened;
    this.family = more.family;
  }

  /** The next round begins, with what the earlier ones gave. */
  beginRound(value: Value, clock: number): void {
    this.round += 1;
    this.value = value;
    this.handed = [];
    this.isRepeated = false;
    this.hasGrown = false;
    this.clock = clock;
    for (const cell of this.footprint.written.keys()) this.before.set(cell, cell.value);
  }
}
