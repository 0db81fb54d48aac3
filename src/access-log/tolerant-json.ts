import { isRecord, type LogRecord } from './record.ts';

/** What a JSON text of a log came to. */
export interface ParsedJson {
  readonly value: unknown;
  /** The text that broke off, where the line was cut inside of one. */
  readonly cutText?: string | undefined;
}

/**
 * A line of JSON as its producer meant it. Proxies that do not escape for JSON write `\x22` and bytes as `\xC3`, or a
 * control character as it is; lists are written with a comma behind each line; and a line may be cut off. `undefined` for what is
 * no JSON even so.
 */
export function parseTolerantly(line: string, allow: 'whole' | 'cut' = 'cut'): ParsedJson | undefined {
  const plain = parse(line);
  if (plain !== undefined) return { value: plain };
  const text = mendNumbers(mendEscapes(withoutList(line)));
  const value = parse(text) ?? parse(withoutLiterals(text));
  if (value !== undefined) return { value };
  const closed = allow === 'whole' ? undefined : closeCut(text);
  const cut = closed === undefined ? undefined : parse(closed.text);
  if (cut === undefined || closed?.cutText === undefined) return cut === undefined ? undefined : { value: cut };
  return { value: cut, cutText: JSON.parse(`"${closed.cutText}"`) as string };
}

/** A line of a list without what belongs to the list. */
function withoutList(line: string): string {
  const end = line.lastIndexOf('}') + 1;
  const isBehind = end > 0 && /^[\s,\]]*$/.test(line.slice(end));
  return (isBehind ? line.slice(0, end) : line).replace(/^[[,\s]+(?=\{)/, '');
}

function parse(text: string): LogRecord | readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Escapes that JSON does not know, bytes that were written one by one, and bare control characters. */
export function mendEscapes(text: string): string {
  return (
    text
      .replace(/\\(?:[\\"/bfnrt]|u[0-9a-fA-F]{4}|(?:x[0-9a-fA-F]{2}(?:\\x[0-9a-fA-F]{2})*)|.)/g, (written) => {
        if (written.startsWith('\\x') && written.length > 2) return JSON.stringify(decodeBytes(written)).slice(1, -1);
        return /^\\(?:[\\"/bfnrt]|u.)/.test(written) ? written : `\\\\${written.slice(1)}`;
      })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      .replace(/[\u0000-\u001f]/g, ' ')
  );
}

/** An object as Python or JavaScript shows it: texts in single quotes, names without, a comma behind the last. */
function withoutLiterals(text: string): string {
  if (!/'|[{,]\s*[A-Za-z_$][\w$]*\s*:|,\s*[}\]]/.test(text)) return text;
  // A text without an end goes to that of the line, and a name begins but once: else long lines would take forever.
  const literal =
    /"(?:[^"\\]|\\.)*(?:"|\\?$)|'((?:[^'\\]|\\.)*)(?:'|\\?$)|\b(?:None|undefined)\b|\bTrue\b|\bFalse\b|(?<![\w$])([A-Za-z_$][\w$]*)(?=\s*:)|,(?=\s*[}\]])/g;
  return text.replace(literal, (written, quoted?: string, name?: string) => {
    if (quoted !== undefined) return `"${quoted.replaceAll('"', '\\"').replaceAll("\\'", "'")}"`;
    if (name !== undefined) return `"${name}"`;
    return written.startsWith('"') ? written : (plainly[written] ?? '');
  });
}

const plainly: Readonly<Record<string, string>> = { None: 'null', undefined: 'null', True: 'true', False: 'false' };

/** The objects of a line that holds several, one behind the other; the last of them may be cut off. */
export function splitObjects(text: string): readonly string[] {
  const objects: string[] = [];
  let depth = 0;
  let start = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '\\') at += 1;
    else if (letter === '"') inText = !inText;
    else if (inText) continue;
    else if (letter === '{') {
      if (depth === 0) start = at;
      depth += 1;
    } else if (letter === '}') {
      depth -= 1;
      if (depth === 0) objects.push(text.slice(start, at + 1));
      if (depth < 0 || objects.length > mostObjects) return [];
    }
  }
  return depth > 0 && objects.length > 0 ? [...objects, text.slice(start)] : objects;
}

/** More objects of one line are not taken apart. */
const mostObjects = 10_000;

/** Numbers that are none, as Python writes them. */
function mendNumbers(text: string): string {
  if (!/NaN|Infinity/.test(text)) return text;
  return text.replace(/(?<=[:,[]\s*)(?:-?Infinity|NaN)(?=\s*[,\]}])/g, 'null');
}

/** `\xC3\xA9` as the bytes that it stands for, in UTF-8. */
function decodeBytes(escapes: string): string {
  return Buffer.from(escapes.replaceAll('\\x', ''), 'hex').toString('utf8');
}

/** Objects deeper than this are no line of a log. */
const deepest = 64;

/** A JSON text that breaks off, closed after its last whole value or inside its last text. */
function closeCut(text: string): { readonly text: string; readonly cutText?: string } | undefined {
  if (!text.startsWith('{')) return undefined;
  const open: string[] = [];
  let safe = 0;
  let safeOpen: readonly string[] = [];
  let start = -1;
  let isValue = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (start !== -1) {
      if (letter === '\\') at += 1;
      else if (letter === '"') start = -1;
      continue;
    }
    if (letter === '"') start = at;
    else if (letter === ':') isValue = true;
    else if (letter === '{' || letter === '[') {
      open.push(letter === '{' ? '}' : ']');
      if (open.length > deepest) return undefined;
      isValue = letter === '[';
      [safe, safeOpen] = [at + 1, [...open]];
    } else if (letter === '}' || letter === ']') {
      open.pop();
      if (open.length === 0) return undefined;
      [safe, safeOpen] = [at + 1, [...open]];
    } else if (letter === ',') {
      isValue = open.at(-1) === ']';
      [safe, safeOpen] = [at, [...open]];
    }
  }
  const ends = (closing: readonly string[]) => [...closing].reverse().join('');
  if (start === -1 || !isValue) return { text: text.slice(0, safe) + ends(safeOpen) };
  const cutText = text.slice(start + 1).replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, '');
  return { text: `${text.slice(0, start + 1)}${cutText}"${ends(open)}`, cutText };
}
