import type { ts } from 'ts-morph';
import type { Coroutine } from '../value/brand.ts';
import type { Value } from '../value/value.ts';
import type { Writes } from './store.ts';

/** Where `break` and `continue` lead: the state at each of them is kept until the loop or switch ends. */
export interface JumpTarget {
  readonly label: string | undefined;
  readonly loop: boolean;
  readonly depth: number;
  readonly breaks: Writes[];
  readonly continues: Writes[];
}

/** A try block in progress, or what takes its place: what is thrown in it, and the state at each throw, relative to its start. */
export interface Catching {
  readonly depth: number;
  readonly thrown: Value[];
  readonly states: Writes[];
  /** Set where what is thrown may come to a try block further out as well: a promise that fails is awaited there. */
  readonly passesOn?: true;
}

/** One function call in progress. */
export interface Frame {
  /** The call expression; absent for a root. */
  readonly call: ts.Node | undefined;
  /** The function that runs; absent for a native. */
  readonly callee: ts.Node | undefined;
  /** The function of the language or the platform that calls it, where one does. */
  readonly native: string | undefined;
  /** What it was called with. */
  readonly args: readonly Value[];
  readonly returns: Value[];
  /** The store's writes at each `return`, relative to the start of the call. */
  readonly exits: Writes[];
  readonly depth: number;
  readonly yields: Yield[];
  /** What `yield` comes back with, where that is known. */
  readonly sent?: Value | undefined;
  /** Whether the code around the call goes on when what the call gives has come to an end. */
  readonly isWaitedFor: boolean;
  /** Who drives the body, where it is one of a coroutine. */
  readonly drivenBy?: Coroutine['drivenBy'];
  /** Whether the body is a machine that jumps between labels: what generators are below ES2015. */
  readonly isMachine?: boolean;
}

/** What a generator gave at one `yield`. */
export interface Yield {
  readonly value: Value;
  /** Whether it comes in its turn, whatever happens. */
  readonly isSure: boolean;
  /** The state in which whoever iterates may leave the generator, relative to the start of the call. */
  readonly state: Writes;
}

/** Functions of the platform that hand on the failure of what they call: as their own, or in what they give. */
const handingOn = new Set(['map', 'flatMap', 'then', 'catch', 'finally', 'call', 'apply', 'bind']);

/**
 * For each frame the call through which a failure of it comes to the code around; none where code outside or another
 * function of the platform calls, which does with a failure what it likes. Outermost first.
 */
export function failuresOf(frames: readonly Frame[]): (ts.Node | undefined)[] {
  return frames.map(({ call, native }) => (native === undefined || handingOn.has(native) ? call : undefined));
}

/** The call expressions of the frames, outermost first. */
export function callsOf(frames: readonly Frame[]): ts.Node[] {
  return frames.flatMap((frame) => (frame.call === undefined ? [] : [frame.call]));
}
