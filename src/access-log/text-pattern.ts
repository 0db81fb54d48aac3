/**
 * The language in which the rows of text formats are written: words in angle brackets, each with the name of the part that
 * it holds (`<word:user>`), text that stands there as it is, and `(…)?` around what may be missing. A blank is any
 * number of them. It has no other repetition, so that no row can take time.
 */
const tokens: Readonly<Record<string, string>> = {
  word: '\\S+',
  words: '\\S+(?: \\S+){0,2}?',
  host: '(?=[^\\s:]*[A-Za-z])[A-Za-z0-9_.-]+(?::\\d{1,5})?',
  origin: 'https?://[^\\s"/]+/?',
  number: '\\d+(?:\\.\\d+)?',
  status: '\\d{3}',
  method: '[A-Z]{3,16}',
  target: '\\S+',
  day: '\\d{4}[-/]\\d\\d[-/]\\d\\d',
  clock: '\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?',
  time: '\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?: ?(?:Z|UTC|[+-]\\d\\d:?\\d\\d))?',
  syslogtime: '[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d',
  capitals: '[A-Z_]+',
  any: '.{0,400}?',
};
const enclosed: Readonly<Record<string, readonly [open: string, inner: string, close: string]>> = {
  quoted: ['"', '(?:[^"\\\\]|\\\\.)*', '"'],
  bracketed: ['\\[', '[^\\]"]*', '\\]'],
  braced: ['\\{', '[^}"]*', '\\}'],
};

/** What stands for the request in quotes; it may lack its end. */
const request = '"(?:[^"\\\\]|\\\\.)*(?:"|$)';

/** A row's pattern, ready to be held against lines: the whole of it, and what stands before the request. */
export interface TextPattern {
  readonly whole: RegExp;
  /** For lines that were cut off in the request; `undefined` where the request is not in quotes. */
  readonly start: RegExp | undefined;
  /** How much stands behind the request: of lines that were cut off there, the plainest row is taken. */
  readonly behind: number;
}

/** @throws Error for a pattern that is not in the language: rows are checked by the lint before. */
export function compilePattern(pattern: string): TextPattern {
  const [before = '', after] = pattern.split('<request>', 2);
  if (after === undefined) return { whole: new RegExp(`^${toSource(before)}`), start: undefined, behind: 0 };
  return {
    whole: new RegExp(`^${toSource(before)}${request}${toSource(after)}`),
    start: new RegExp(`^${toSource(before)}"`),
    behind: after.length,
  };
}

function toSource(pattern: string): string {
  const parts = pattern.split(/(<[a-z]+(?::[a-z]+)?>|\(|\)\?|\$| +)/).filter((part) => part !== '');
  return parts.map(partSource).join('');
}

function partSource(part: string): string {
  if (part.startsWith(' ')) return '\\s+';
  if (part === '(') return '(?:';
  if (part === ')?' || part === '$') return part;
  const [, kind, name] = /^<([a-z]+)(?::([a-z]+))?>$/.exec(part) ?? [];
  if (kind === undefined) return part.replace(/[\\^.*+?[\]{}|/]/g, '\\$&');
  const [open, inner, close] = enclosed[kind] ?? ['', tokens[kind], ''];
  if (inner === undefined) throw new Error(`the pattern has no token <${kind}>`);
  return `${open}${name === undefined ? `(?:${inner})` : `(?<${name}>${inner})`}${close}`;
}
