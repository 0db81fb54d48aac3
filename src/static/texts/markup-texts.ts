import type { Location } from '../../model/location.ts';
import type { TextPattern } from '../../model/value.ts';
import type { RecogniseText } from '../../rules/texts/recognise-text.ts';
import { saysMarketo } from '../syntax/names-marketo.ts';
import { isLabelName } from './label-names.ts';
import { type MarkupPiece, markupPieces } from './markup-pieces.ts';

/** A text between the script blocks of a component that looks like Marketo's API. */
export interface MarkupText {
  readonly location: Location;
  readonly shown: string;
  /** Whether it is there for people to read: no code, and no attribute that a component could take for an address. */
  readonly isLabel: boolean;
}

/**
 * Finds Marketo's texts in the markup of a Vue or Svelte file: in attributes, in the code between braces, and in what
 * the page shows. Markup is not followed, so all of them that are not for people are open.
 * @param markup the file with its script blocks blanked, so that places hold
 * @param isNamed whether the file names Marketo elsewhere
 */
export function findMarkupTexts(
  markup: string,
  file: string,
  recognise: RecogniseText,
  isNamed: boolean,
): readonly MarkupText[] {
  if (!recognise.mayHold(markup)) return [];
  const counts = isNamed || saysMarketo(file) || saysMarketo(markup);
  return [...markupPieces(markup)].flatMap((piece) =>
    textsIn(piece).flatMap(({ text, start }) => {
      const marketo = recognise(patternOf(text));
      if (marketo === undefined || (marketo.look === 'near' && !counts)) return [];
      return [{ location: placeOf(markup, file, start), shown: marketo.shown, isLabel: isForPeople(piece) }];
    }),
  );
}

function isForPeople({ kind, name }: MarkupPiece): boolean {
  return kind === 'shown' || (kind === 'attribute' && isLabelName(name));
}

/** Of code each quoted text by itself: between two of them may stand anything. */
function textsIn({ kind, text, start }: MarkupPiece): { text: string; start: number }[] {
  if (kind !== 'code') return [{ text, start }];
  return [...text.matchAll(/[^"'`]+/g)].map((part) => ({ text: part[0], start: start + part.index }));
}

const hole = { reason: 'parameter' } as const;

function patternOf(text: string): TextPattern {
  return text.split(/\$\{[^}]*\}/).flatMap((part, index) => (index === 0 ? [part] : [hole, part]));
}

function placeOf(text: string, file: string, position: number): Location {
  const lines = text.slice(0, position).split(/\r\n|[\n\r\u2028\u2029]/);
  return { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
