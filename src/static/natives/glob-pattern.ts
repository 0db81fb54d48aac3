import { escapePattern } from './program-path.ts';

/**
 * A glob as a pattern for whole paths from the analysed folder: `*`, `**`, `?`, `{a,b}`, `[ab]`, `+(a|b)`. Where a part
 * is written in another way, anything may stand in its place.
 *
 * @param folder what a pattern that does not begin with "/" counts from
 */
export function globPattern(glob: string, folder: string): RegExp {
  const rooted = glob.startsWith('/') ? glob.slice(1) : `${folder === '' ? '' : `${folder}/`}${glob}`;
  const segments: string[] = [];
  for (const segment of rooted.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  const source = segments.map((segment) => (segment === '**' ? '**' : `${segmentSource(segment)}/`)).join('');
  return new RegExp(`^${source.replaceAll('**', '(?:[^/]+/)*').replace(/\/$/, '')}$`);
}

function segmentSource(segment: string): string {
  let source = '';
  for (let rest = segment; rest !== ''; ) {
    const [part, pattern] = nextPart(rest);
    source += pattern;
    rest = rest.slice(part.length);
  }
  return source;
}

const anything = '[^/]*';

/** The first part of a glob that stands for itself, and the pattern for it. */
function nextPart(glob: string): [part: string, pattern: string] {
  const group = /^([@+*?!])\(([^()]*)\)/.exec(glob);
  if (group !== null) return [group[0], groupSource(group[1] ?? '', (group[2] ?? '').split('|'))];
  const braces = /^\{([^{}]*)\}/.exec(glob);
  if (braces !== null) return [braces[0], either((braces[1] ?? '').split(','))];
  const set = /^\[[^\]/]+\]/.exec(glob);
  if (set !== null) return [set[0], '[^/]'];
  const sign = glob.charAt(0);
  if (sign === '*') return [/^\*+/.exec(glob)?.[0] ?? sign, anything];
  if (sign === '?') return [sign, '[^/]'];
  // A brace or bracket without its other half, or inside another.
  if (/[{}[\]()]/.test(sign)) return [glob, anything];
  return [sign, escapePattern(sign)];
}

/** At most one of the choices: the texts are short, and what repeats is of no account. */
function groupSource(sign: string, choices: readonly string[]): string {
  if (sign === '!' || sign === '*' || sign === '+') return anything;
  return sign === '?' ? `${either(choices)}?` : either(choices);
}

function either(choices: readonly string[]): string {
  return `(?:${choices.map((choice) => choice.split('*').map(escapePattern).join(anything)).join('|')})`;
}
