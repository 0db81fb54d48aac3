import type { ts } from 'ts-morph';
import type { HoleReason } from '../../model/value.ts';
import type { Origin } from '../contract/origin.ts';
import type { HeapObject } from './heap-object.ts';
import type { World } from './world.ts';

/** Literal text and where it is written. */
export interface Literal {
  readonly text: string;
  /** The literal's node; absent for text that the analysis made itself. */
  readonly at: ts.Node | undefined;
  /** The calls through which it was passed as an argument, outermost first. */
  readonly via: readonly ts.Node[];
}

/**
 * Code outside the program that a value comes from: `{ module: '@nestjs/core', path: 'NestFactory.create()' }`. The
 * module is the import specifier, and empty for a global name.
 */
export interface Library {
  readonly module: string;
  /** Members and calls that lead from the module to the value; empty for the module and its default export. */
  readonly path: string;
}

/**
 * Who has a value of the program: a library, or the framework that a class itself names by its decorators or its base,
 * whichever that is. `undefined`: code that nobody knows.
 */
export type Holder = Library | 'framework' | undefined;

/** A part of a text, or a whole value, that is not known. */
export interface Gap {
  readonly hole: HoleReason;
  /** How the program names it, e.g. `config.marketo.host`. */
  readonly name: string | undefined;
  readonly at: ts.Node | undefined;
  /** The function whose parameter it is, when `hole` is `parameter`. */
  readonly parameterOf?: ts.Node;
  /** Known not to be `null` or `undefined`: `x ?? ''`. */
  readonly defined?: true;
  /** What it is the JSON of, when it is the text that `JSON.stringify` made of a value. */
  readonly json?: Value;
  /** Some of what it stands for holds a slash. */
  readonly hasSlashes?: true;
  /** Where it comes from, when a module that was not read brings it in or may have set it. */
  readonly unread?: Origin;
  /** The package or platform that it comes from. */
  readonly library?: Library;
  /** A member of a described client of which the description says nothing. */
  readonly undescribed?: true;
}

export type Piece = Literal | Gap;

/** A string: literal pieces and gaps in order. */
export interface Text {
  readonly kind: 'text';
  readonly pieces: readonly Piece[];
}

/** A number, boolean, `null` or `undefined`. */
export interface Constant {
  readonly kind: 'constant';
  readonly value: number | boolean | null | undefined;
  /** What a place holds whose property or element is not there. Nothing but a place holds it. */
  readonly absent?: true;
  /** What a lookup gives that finds nothing: `undefined`, and no part of an address. */
  readonly missing?: true;
}

/** Anything. The gap says what stopped the analysis. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly gap: Gap;
  /** How it counts in a condition, where an earlier one has told. Only conditions get to see it. */
  readonly truth?: boolean;
}

/** One value at a time: everything but a choice. */
export type Single = Text | Constant | Unknown | HeapObject;

/** A single value together with the decisions under which it is the one. */
export interface Option {
  readonly value: Single;
  readonly world: World;
  /**
   * Only code that runs at another time, or code outside the program, can make it the one. Such an alternative takes
   * part in every decision, but is no part of an address while there is another.
   */
  readonly interference?: true;
}

/** One of several values, bounded in number. */
export interface Choice {
  readonly kind: 'choice';
  readonly options: readonly Option[];
}

/** What an expression may evaluate to, as far as the analysis can tell. */
export type Value = Single | Choice;

export const undefinedValue: Constant = { kind: 'constant', value: undefined };

/**
 * What a place of `let`, `const` or a class holds before its declaration has run. Whoever asks for it then fails, so it is
 * nothing that the place may be found with later.
 */
export const notYetValue: Constant = { kind: 'constant', value: undefined };

export const absentValue: Constant = { kind: 'constant', value: undefined, absent: true };

export const missingValue: Constant = { kind: 'constant', value: undefined, missing: true };

export function isMissing(value: Value): boolean {
  return value.kind === 'constant' && value.missing === true;
}

export function isAbsent(value: Value): boolean {
  return value.kind === 'constant' && value.absent === true;
}

export function constant(value: Constant['value']): Constant {
  return { kind: 'constant', value };
}

export function literal(text: string, at?: ts.Node): Text {
  return { kind: 'text', pieces: text === '' ? [] : [{ text, at, via: [] }] };
}

export function unknown(hole: HoleReason, at: ts.Node | undefined, name?: string): Unknown {
  return { kind: 'unknown', gap: { hole, at, name } };
}

/** What is imported from a package, or a global name where `module` is empty. */
export function fromLibrary(module: string, path: string, at: ts.Node | undefined): Unknown {
  const name = module === '' ? path : module;
  return { kind: 'unknown', gap: { hole: 'external-module', at, name, library: { module, path } } };
}

export function isGap(piece: Piece): piece is Gap {
  return 'hole' in piece;
}

/** Whether a text is nothing but gaps: what is called one may be the sum of two numbers, or one that was asked for. */
export function isMereGaps(value: Single): boolean {
  return value.kind === 'text' && value.pieces.length > 0 && value.pieces.every(isGap);
}

/** The text of a string without gaps. */
export function plainText(value: Value): string | undefined {
  if (value.kind !== 'text') return undefined;
  let text = '';
  for (const piece of value.pieces) {
    if (isGap(piece)) return undefined;
    text += piece.text;
  }
  return text;
}

/** What is known of a member of something unknown: its name. */
export function memberGap(gap: Gap, key: string): Gap {
  const name = gap.name === undefined ? key : `${gap.name}.${key}`;
  const library = gap.library === undefined ? {} : { library: memberOf(gap.library, key) };
  const { json: _json, ...plain } = gap;
  return { ...plain, name: name.length > maxName ? name.slice(0, maxName) : name, ...library };
}

function memberOf({ module, path }: Library, key: string): Library {
  return { module, path: path === '' ? key : `${path}.${key}`.slice(0, maxName) };
}

const maxName = 120;
