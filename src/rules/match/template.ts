import type { Operation } from '../../model/operation.ts';
import { foldCase, type Segment } from './segment.ts';

/** A segment of a rule's path: literal text, or a parameter with the text that follows it ("{leadId}.json"). */
export type TemplateSegment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly suffix: string };

/** One way to write an operation's path: the rule's own, or an alias that a source prints. */
export interface Template {
  readonly operation: Operation;
  readonly alias: boolean;
  readonly path: string;
  readonly segments: readonly TemplateSegment[];
}

/** The operation's own template first, then its aliases. Throws when a path is no template: rules are checked before. */
export function templatesOf(operation: Operation): Template[] {
  const own = { operation, alias: false, path: operation.path, segments: parseTemplate(operation.path) };
  const aliases = operation.aliases.map(({ path }) => ({
    operation,
    alias: true,
    path,
    segments: parseTemplate(path),
  }));
  return [own, ...aliases];
}

function parseTemplate(path: string): TemplateSegment[] {
  if (!path.startsWith('/')) throw new Error(`path template "${path}" does not start with "/"`);
  return path.slice(1).split('/').map(parseSegment);
}

function parseSegment(text: string): TemplateSegment {
  const parameter = /^\{([^{}]+)\}([^{}]*)$/.exec(text);
  if (parameter) return { kind: 'parameter', name: parameter[1] ?? '', suffix: parameter[2] ?? '' };
  if (text === '' || /[{}]/.test(text)) throw new Error(`path template segment "${text}" is not understood`);
  return { kind: 'literal', text };
}

/**
 * Whether a segment surely fills a parameter with this suffix: something that is not empty stands before the suffix.
 * A hole counts as not empty. "." and ".." never arrive as a value; clients resolve them away.
 */
export function fillsParameter(segment: Segment, suffix: string): boolean {
  if (segment.text === undefined) return segment.tail.endsWith(suffix);
  if (segment.text === '.' || segment.text === '..') return false;
  return segment.text.length > suffix.length && segment.text.endsWith(suffix);
}

/** Whether the path surely is one of this template, whatever its holes hold; letter case does not matter. */
export function covers(template: Template, segments: readonly Segment[]): boolean {
  if (template.segments.length !== segments.length) return false;
  return segments.every((segment, index) => {
    const expected = template.segments[index];
    if (expected === undefined) return false;
    const folded = foldSegment(segment);
    if (expected.kind === 'literal') return folded.text === foldCase(expected.text);
    return fillsParameter(folded, foldCase(expected.suffix));
  });
}

export function foldSegment(segment: Segment): Segment {
  return {
    pieces: segment.pieces,
    text: segment.text === undefined ? undefined : foldCase(segment.text),
    head: foldCase(segment.head),
    tail: foldCase(segment.tail),
  };
}
