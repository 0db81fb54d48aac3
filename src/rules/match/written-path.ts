import type { PathReading } from './read-path.ts';
import type { Template } from './template.ts';

/** A matched path with its own letter case and slashes, and with parameter names for values, which may be personal data. */
export function writtenPath({ segments, slashes }: PathReading, template: Template): string {
  const parts = segments.map((segment, index) => {
    const slash = slashes[index] ?? '/';
    const expected = template.segments[index];
    // Without a slash before it, the segment is one that the reading put in front.
    if (slash === '' || expected === undefined) return '';
    if (expected.kind === 'literal') return `${slash}${segment.text ?? expected.text}`;
    const suffix = segment.tail.slice(segment.tail.length - expected.suffix.length);
    return `${slash}{${expected.name}}${suffix}`;
  });
  return parts.join('') + (slashes[segments.length] ?? '');
}
