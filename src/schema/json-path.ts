import type { InputPlace } from '../model/input-error.ts';

/** The way to a value in a JSON document: property names and list positions, from the root. */
export type JsonPath = readonly (string | number)[];

/** Where a value of a document stands in its file. Asked only when an error is to be shown, so it may be slow. */
export type Locate = (path: JsonPath) => InputPlace;

/** For documents that come from memory: the file as a whole. */
export function wholeFile(file: string): Locate {
  return () => ({ file });
}
