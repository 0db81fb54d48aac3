import type { Stretch } from './script-blocks.ts';

/** Code that stands in markup. */
export interface CodePlace extends Stretch {
  /** A value that the markup gets, or statements that a handler runs. */
  readonly kind: 'value' | 'statements';
  /** What the code is, where it is not what is written: a component's name. Not longer than that. */
  readonly code?: string;
}

/** The code of a file's markup, in order, and the names that the markup gives to values of its own. */
export interface MarkupCode {
  readonly places: readonly CodePlace[];
  readonly names: readonly string[];
}

/** Names in a pattern such as `{ id, name: title }, index`: what stands before a colon is a key. */
export function namesIn(pattern: string): string[] {
  return [...pattern.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*(?!\s*:)(?![\p{L}\p{N}_$])/gu)]
    .map(([name]) => name)
    .filter((name) => !reserved.has(name));
}

const reserved = new Set(
  `await break case catch class const continue debugger default delete do else enum export extends false finally for
  function if import in instanceof let new null return static super switch this throw true try typeof undefined var void
  while with yield arguments eval`.split(/\s+/),
);
