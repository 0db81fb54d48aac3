import type { ts } from 'ts-morph';
import type { Footprint } from '../machine/footprint.ts';
import type { Part } from '../value/part.ts';
import type { Holder, Value } from '../value/value.ts';

/** What the run of the program lends to its roots. */
export interface Lent {
  /** Runs something of the program; what overflows the stack there is reported, and the run goes on elsewhere. */
  readonly guard: <Result>(path: string, run: () => Result) => Result | undefined;
  readonly problem: (path: string, what: string) => void;
}

/** One way into the program: what runs, and what of the state it hung on when it last did. */
export interface Root {
  readonly path: string;
  readonly run: () => Value;
  /** The function that is entered, for the evidence; nothing for one that goes on where it stopped. */
  readonly at: ts.Node | undefined;
  /** Whether it goes on where it stopped, and has seen what it has done itself. */
  readonly goesOn: boolean;
  /** Who gets what it returns. */
  readonly holder: Holder;
  readonly live: boolean;
  /** What of the program it is: the function or class, and what it was given. */
  readonly parts: readonly Part[];
  /** Whether it took more than its share: what it writes may be anything by then. */
  isLeftOut: boolean;
  /** Which steps it may take; nothing as long as it is not known to have a bearing on the answer. */
  share: 'all' | 'touching' | undefined;
  footprint: Footprint | undefined;
  turns: number;
}

/** A value that code outside holds, and what its members hung on when they were last gone through. */
export interface Held {
  readonly value: Value;
  readonly self: Value | undefined;
  readonly holder: Holder;
  readonly path: string;
  footprint: Footprint | undefined;
  /** How many names of methods were known when it was gone through. */
  names: number;
}
