import type { CodeFrame, FrameLine, FrameOf } from '../model/code-frame.ts';
import type { Location } from '../model/location.ts';
import { maskSecrets } from './mask-secrets.ts';

/** So much of a line is looked at on either side of the column, in characters; minified code has lines of a megabyte. */
const sideLooked = 4_000;
/** So much of that is kept: less, so that a secret that begins outside is still seen whole, or nearly. */
const sideKept = 500;

/** Shows places of the code that was analysed, and of no other file: what is shown are the texts that were read for it. */
export interface CodeFrames {
  /** Takes over the texts of an analysis, by path as the report names them. */
  keep(texts: ReadonlyMap<string, string>): void;
  readonly frameOf: FrameOf;
}

/** Frames of the line at a place with its two neighbours, secrets masked. */
export function createCodeFrames(): CodeFrames {
  const texts = new Map<string, string>();
  const lines = new Map<string, readonly string[]>();
  return {
    keep(more) {
      for (const [path, text] of more) texts.set(path, text);
    },
    frameOf(at) {
      const text = texts.get(at.file);
      if (text === undefined) return undefined;
      const split = lines.get(at.file) ?? text.split(/\r\n|[\n\r\u2028\u2029]/);
      lines.set(at.file, split);
      return at.line > split.length ? undefined : frameAt(split, at);
    },
  };
}

function frameAt(lines: readonly string[], { line, column }: Location): CodeFrame {
  const main = cutAround(lines[line - 1] ?? '', column);
  const neighbour = (number: number): FrameLine[] => {
    const text = lines[number - 1];
    return text === undefined ? [] : [{ number, text: cutAround(text, 1).text }];
  };
  return {
    lines: [...neighbour(line - 1), { number: line, text: main.text }, ...neighbour(line + 1)],
    line,
    column: main.column,
  };
}

/** A line, or of an endless one the part around a column, masked; and where the column is in it. */
function cutAround(line: string, column: number): { text: string; column: number } {
  const from = Math.max(0, column - 1 - sideLooked);
  const masked = maskSecrets(line.slice(from, column - 1 + sideLooked));
  const at = column - 1 - from;
  const start = Math.max(0, at - sideKept);
  const text = masked.slice(start, at + sideKept);
  const before = from + start > 0 ? '…' : '';
  const after = column - 1 + sideKept < line.length ? '…' : '';
  return { text: `${before}${text}${after}`, column: at - start + 1 + before.length };
}
