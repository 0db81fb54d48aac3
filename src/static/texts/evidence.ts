import type { ts } from 'ts-morph';
import { namesMarketo, saysMarketo } from '../syntax/names-marketo.ts';
import type { ProgramText } from './find-texts.ts';

/** What in the text of a file says Marketo, or speaks to rolefit. */
const words = /marketo|mktorest|mkto|munchkin|rolefit:/gi;

/**
 * What in the code speaks of Marketo. A request is reported only where something of this is behind it: a text that looks
 * like Marketo's API, a name, or the file in which a part of it is written (results/is-marketo-call.ts).
 */
export class Evidence {
  readonly #texts = new Map<ts.SourceFile, number[]>();
  readonly #places = new Map<ts.SourceFile, readonly number[]>();
  readonly #files = new Map<ts.SourceFile, boolean>();
  readonly #pathOf: (file: ts.SourceFile) => string;

  constructor(texts: readonly ProgramText[], pathOf: (file: ts.SourceFile) => string) {
    this.#pathOf = pathOf;
    for (const { node } of texts) {
      const file = node.getSourceFile();
      const known = this.#texts.get(file) ?? [];
      this.#texts.set(file, known);
      known.push(node.end - 1);
    }
  }

  /** Whether the code of a node speaks of Marketo; comments count. */
  isIn(node: ts.Node): boolean {
    const places = this.#placesIn(node.getSourceFile());
    const next = places[firstFrom(places, node.pos)];
    return next !== undefined && next < node.end;
  }

  /** Whether what is written in a file, whatever it is, counts as Marketo's for being there. */
  isOf(file: ts.SourceFile): boolean {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const answer = saysMarketo(this.#pathOf(file)) || namesMarketo(file) || this.#texts.has(file);
    this.#files.set(file, answer);
    return answer;
  }

  #placesIn(file: ts.SourceFile): readonly number[] {
    const known = this.#places.get(file);
    if (known !== undefined) return known;
    const named = [...file.text.matchAll(words)].map(({ index }) => index);
    const places = [...named, ...(this.#texts.get(file) ?? [])].sort((a, b) => a - b);
    this.#places.set(file, places);
    return places;
  }
}

/** The index of the first of the sorted numbers that is not below another. */
function firstFrom(sorted: readonly number[], least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
