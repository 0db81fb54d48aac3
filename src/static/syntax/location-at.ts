import type { ts } from 'ts-morph';
import type { Location } from '../../model/location.ts';

/** The place of a position, as reports show it. */
export function locationAt(file: ts.SourceFile, path: string, position: number): Location {
  const { line, character } = file.getLineAndCharacterOfPosition(position);
  return { file: path, line: line + 1, column: character + 1 };
}
