/**
 * How two path templates relate: `apart` when no path fits both, `equal` when they differ at most in letter case and
 * in the names of their parameters, otherwise the one that wins a path which fits both.
 */
export type Overlap = 'apart' | 'equal' | 'first' | 'second';

/**
 * Compares two templates by the order that matching goes by: the leftmost segment in which they differ decides, a
 * literal wins over a parameter, and a parameter with a longer suffix over one with a shorter.
 */
export function compareTemplates(first: string, second: string): Overlap {
  const [a, b] = [segmentsOf(first), segmentsOf(second)];
  if (a.length !== b.length) return 'apart';
  const parts = a.map((segment, index) => compareSegments(segment, b[index] ?? ''));
  return parts.includes('apart') ? 'apart' : (parts.find((part) => part !== 'equal') ?? 'equal');
}

const parameter = '{}';

function segmentsOf(template: string): readonly string[] {
  return template
    .toLowerCase()
    .replace(/\{[^}]*\}/g, parameter)
    .split('/');
}

function compareSegments(a: string, b: string): Overlap {
  if (a === b) return 'equal';
  if (fits(a, b)) return 'first';
  return fits(b, a) ? 'second' : 'apart';
}

/** Whether all that the one segment stands for is also something that the other, a parameter, stands for. */
function fits(segment: string, other: string): boolean {
  if (!other.startsWith(parameter)) return false;
  const [text, suffix] = [segment.replace(parameter, ''), other.slice(parameter.length)];
  // A literal has to leave something for the parameter itself; another parameter brings that along.
  return text.endsWith(suffix) && (segment.startsWith(parameter) || text.length > suffix.length);
}
