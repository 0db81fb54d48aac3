import type { Mark } from '../lowered.ts';

/** A place in the file, as a syntax tree has it. */
export interface Placed {
  readonly startIndex: number;
}

/** Lowered code under construction: text, and where pieces of it stand in the file. */
export type Code = string | { readonly from: number; readonly isText?: true } | readonly Code[];

/** Code that stands where the node does. */
export function at(node: Placed, ...code: readonly Code[]): Code {
  return [{ from: node.startIndex }, ...code];
}

/** Code that is a text of the file: who writes it down with this has accounted for the text that begins there. */
export function text(node: Placed, ...code: readonly Code[]): Code {
  return [{ from: node.startIndex, isText: true }, ...code];
}

/** Pieces with something between them. */
export function joined(pieces: readonly Code[], separator: string): Code {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [separator, piece]));
}

export interface Flat {
  readonly code: string;
  readonly marks: readonly Mark[];
  /** Where the texts of the file begin that are in it. */
  readonly texts: ReadonlySet<number>;
}

/** The whole text and its marks. Without recursion: nesting is as deep as the file's. */
export function flatten(code: Code): Flat {
  const open: Code[] = [code];
  const texts: string[] = [];
  const marks: Mark[] = [];
  const told = new Set<number>();
  let length = 0;
  for (let piece = open.pop(); piece !== undefined; piece = open.pop()) {
    if (typeof piece === 'string') {
      texts.push(piece);
      length += piece.length;
    } else if ('from' in piece) {
      marks.push({ at: length, from: piece.from });
      if (piece.isText === true) told.add(piece.from);
    } else for (let index = piece.length - 1; index >= 0; index -= 1) open.push(piece[index] ?? '');
  }
  const last = marks.filter(({ at: place }, index) => marks[index + 1]?.at !== place);
  return { code: texts.join(''), marks: last, texts: told };
}
