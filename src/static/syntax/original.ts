import type { ts } from 'ts-morph';
import type { Lowered, Mark } from '../../languages/lowered.ts';
import { languageNamed } from '../../languages/registry.ts';

/** A file of another language, behind the code that was made of it. */
export interface Original {
  readonly text: string;
  readonly lowered: Lowered;
}

const originals = new WeakMap<ts.SourceFile, Original>();

export function noteOriginal(file: ts.SourceFile, original: Original): void {
  originals.set(file, original);
}

/** What a file was made of; `undefined` for JavaScript, which is what it is. */
export function originalOf(file: ts.SourceFile): Original | undefined {
  return originals.get(file);
}

/** Whether a node is code of another language. */
export function isLowered(node: ts.Node | undefined): boolean {
  return node !== undefined && originals.has(node.getSourceFile());
}

/** The language of the code that a node is in; `undefined` for JavaScript. */
export function languageAt(node: ts.Node | undefined): string | undefined {
  return node === undefined ? undefined : originals.get(node.getSourceFile())?.lowered.language;
}

/** What the method is called that makes an instance what it is, in the language of a node. */
export function constructorNameAt(node: ts.Node | undefined): string {
  return languageNamed(languageAt(node) ?? '')?.constructorName ?? 'constructor';
}

/** The place in the file that a place in its lowered code stands for. */
export function originalPosition({ lowered: { marks } }: Original, position: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle] as Mark).at <= position) low = middle + 1;
    else high = middle;
  }
  return marks[low - 1]?.from ?? 0;
}

/** Line and column of a place in a text, from 0. */
export function lineAndCharacter(text: string, position: number): { line: number; character: number } {
  const before = text.slice(0, position);
  const start = before.lastIndexOf('\n') + 1;
  let line = 0;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line += 1;
  return { line, character: position - start };
}
