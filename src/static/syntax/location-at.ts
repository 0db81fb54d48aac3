import type { ts } from 'ts-morph';
import type { Location } from '../../model/location.ts';
import { lineAndCharacter, originalOf, originalPosition } from './original.ts';

/** The place of a position, as reports show it: in the file that the program has, whatever was made of it. */
export function locationAt(file: ts.SourceFile, path: string, position: number): Location {
  const { line, character } = lineAt(file, position);
  return { file: path, line: line + 1, column: character + 1 };
}

/** The line and column of a position, from 0. */
export function lineAt(file: ts.SourceFile, position: number): { line: number; character: number } {
  const original = originalOf(file);
  if (original === undefined) return file.getLineAndCharacterOfPosition(position);
  return lineAndCharacter(original.text, originalPosition(original, position));
}
