import type { CodeFrame } from '../../model/code-frame.ts';
import type { Severity } from '../../model/finding.ts';

/** How a piece of text stands out. A style never carries meaning alone: the words say the same. */
export type Style = 'strong' | 'code' | 'muted' | 'good' | 'warn' | 'bad';

/** A piece of text, untrusted as it is: only a format's renderer escapes it, so nothing can be escaped twice or not at all. */
export type Inline = string | { readonly text: string; readonly style: Style };

/** Text in the small: the content of a paragraph or a cell. */
export type Content = readonly Inline[];

/** What a mark before a line says; each format has its own sign for it. */
export type Mark = 'needed' | 'missing' | 'excess' | 'open' | 'ticked' | 'unticked' | 'none';

/** A heading of a groups block with the rows that stand under it. */
export interface Group {
  readonly mark: Mark;
  readonly head: Content;
  readonly rows: readonly (readonly Content[])[];
}

/**
 * A piece of a document that no format is named in. Text and Markdown render the same blocks, so they cannot
 * come to say different things; a further format is one more function over this union.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: Content }
  | { readonly kind: 'paragraph'; readonly text: Content }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: Content }[] }
  | { readonly kind: 'steps'; readonly steps: readonly Content[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly Content[])[] }
  | { readonly kind: 'groups'; readonly columns: readonly string[]; readonly groups: readonly Group[] }
  | { readonly kind: 'list'; readonly items: readonly { readonly mark: Mark; readonly text: Content }[] }
  | { readonly kind: 'notice'; readonly severity: Severity; readonly code: string; readonly notice: Notice }
  | { readonly kind: 'code'; readonly title: Content; readonly frame: CodeFrame }
  | { readonly kind: 'summary'; readonly parts: readonly Content[] };

/** A finding in words: what, where, and what to do. */
export interface Notice {
  readonly message: string;
  readonly place?: string;
  readonly help?: Content;
}

export function strong(text: string): Inline {
  return { text, style: 'strong' };
}

export function code(text: string): Inline {
  return { text, style: 'code' };
}

export function muted(text: string): Inline {
  return { text, style: 'muted' };
}

/** Our own sentences mark code with backticks, as comments do. Not for text of the input. */
export function parseCode(sentence: string): Content {
  return sentence.split('`').map((part, index) => (index % 2 === 1 ? code(part) : part));
}
