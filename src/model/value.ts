import type { Location } from './location.ts';

/** Why a part of a value could not be followed. Published in the JSON report; retired, never renamed. */
export const holeReasons = {
  environment: 'read from the environment',
  parameter: 'a parameter of a function that nothing in the analysed code calls',
  'external-call': 'returned by code outside the analysed files',
  'external-module': 'imported from a module outside the analysed files',
  'unknown-property': 'a property that no analysed code sets',
  'unknown-key': 'looked up with a key that is not known',
  'unsupported-syntax': 'written in a way that is not followed',
  input: 'decided at run time by whoever calls the program',
  'undescribed-method': 'a method that the description of its SDK lacks',
  'too-many-values': 'one of more values than are followed',
  'too-deep': 'behind more calls than are followed',
  recursive: 'defined in terms of itself',
  'syntax-error': 'in a file that does not parse',
  'not-text': 'not a text',
  'cut-off': 'behind the end of a line that a program cut off',
} as const;
export type HoleReason = keyof typeof holeReasons;

/** A named part of a value that is not known, and why. */
export interface Hole {
  readonly reason: HoleReason;
  /** The name in the program (a variable, parameter, property or environment key), for display. */
  readonly name?: string;
  readonly at?: Location;
  /** Known to hold slashes at times: it may be more than one segment of a path. */
  readonly hasSlashes?: true;
}

/** What is known of a text: literal pieces and holes in order. `[]` is the empty text. Neighbouring literals are joined. */
export type TextPattern = readonly (string | Hole)[];

export function isHole(piece: string | Hole): piece is Hole {
  return typeof piece !== 'string';
}
