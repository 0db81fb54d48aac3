/** Longer is no configuration file. */
export const longestConfig = 512 * 1024;

/**
 * The value of a JSON text that may have comments and trailing commas, as tsconfig.json does; `undefined` when it is
 * not even that. JSON itself has no `undefined`. Never throws.
 */
export function parseJsonc(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(plainJson(text)) };
  } catch {
    return undefined;
  }
}

/** A string, a comment, a bracket, or a comma: all that matters to what JSON lacks. Each begins with another character. */
const token = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n\r]*|\/\*|[,}\]]|[^\s"/,}\]]+/g;

/** The same text as plain JSON: comments and trailing commas blanked, every line break where it was. Linear. */
export function plainJson(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  const blank = (start: number, end: number): void => {
    pieces.push(text.slice(done, start), text.slice(start, end).replace(/[^\n\r]/g, ' '));
    done = end;
  };
  if (text.startsWith('\uFEFF')) blank(0, 1);
  const comments: (readonly [start: number, end: number])[] = [];
  let comma = -1;
  let isAfterValue = false;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const start = match.index;
    if (match[0] === '/*') token.lastIndex = endOfComment(text, start);
    if (match[0].startsWith('/')) {
      comments.push([start, token.lastIndex]);
      continue;
    }
    const isTrailing = comma >= 0 && (match[0] === '}' || match[0] === ']');
    if (isTrailing) blank(comma, comma + 1);
    for (const [from, to] of comments.splice(0)) blank(from, to);
    comma = match[0] === ',' && isAfterValue ? start : -1;
    isAfterValue = !/[[{,]$/.test(match[0]);
  }
  for (const [from, to] of comments) blank(from, to);
  return pieces.join('') + text.slice(done);
}

function endOfComment(text: string, start: number): number {
  const end = text.indexOf('*/', start + 2);
  return end < 0 ? text.length : end + 2;
}
