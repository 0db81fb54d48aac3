/**
 * A part of a request that a log can hold. `request` is method and address in one text, `upstream` whom the proxy asked
 * for the answer, `times` how many requests the line stands for.
 */
export const logParts = [
  'request',
  'method',
  'url',
  'path',
  'query',
  'host',
  'status',
  'time',
  'day',
  'user',
  'upstream',
  'times',
] as const;
export type LogPart = (typeof logParts)[number];

/** Which fields of a line hold a part, the likeliest first. A dot leads into an object. */
export type PartFields = { readonly [Part in LogPart]?: readonly string[] };

interface Described {
  readonly id: string;
  /** As a report names it: "Read as …". */
  readonly title: string;
}

/** Lines that hold named fields: JSON, a table with a header, or `key=value`. */
export interface RecordFormat extends Described {
  readonly kind: 'record';
  /** Fields that all lines of it have and that tell it from others. */
  readonly signs: readonly string[];
  readonly fields: PartFields;
}

/** Lines of text, told by what stands before and after the request; see `text-pattern.ts`. */
export interface TextFormat extends Described {
  readonly kind: 'text';
  readonly patterns: readonly string[];
}

/** What a collector writes in front of a line of another format. */
export interface PrefixFormat extends Described {
  readonly kind: 'prefix';
  readonly patterns: readonly string[];
  /** Whether a text format that begins alike wins. */
  readonly weak?: boolean;
}

/** A JSON object in which a field holds the line of another format. */
export interface WrapperFormat extends Described {
  readonly kind: 'wrapper';
  readonly signs: readonly string[];
  readonly content: string;
}

/** One row of rules/log-formats.json, without what is only for its readers. */
export type LogFormat = RecordFormat | TextFormat | PrefixFormat | WrapperFormat;
