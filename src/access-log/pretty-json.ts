import { ListElements } from './list-elements.ts';

/** More of an object that is written over several lines is not held, in characters. */
const longestObject = 4 << 20;

/** What a line is to an object over several lines. */
export type Assembled =
  /** None of such an object. */
  | { readonly kind: 'none' }
  /** Part of one that goes on. */
  | { readonly kind: 'open' }
  /** The elements that ended with it, of one that holds a list and is too long to be held. `took` lines were taken for them. */
  | { readonly kind: 'elements'; readonly elements: readonly string[]; readonly took: number }
  /** The last of one, or of what was thought to be one. `first` is the line it began on. */
  | { readonly kind: 'whole'; readonly lines: readonly string[]; readonly first: number }
  /** No part of it: what began before is none, and each line stands for itself. */
  | { readonly kind: 'broken'; readonly lines: readonly string[]; readonly first: number };

/** Puts objects together that are written over several lines. A line of its own is never held back. */
export class PrettyJson {
  #lines: string[] = [];
  #length = 0;
  #depth = 0;
  #first = 0;
  #list: ListElements | undefined;

  /** Whether the next line is part of an object. */
  get isOpen(): boolean {
    return this.#lines.length > 0 || this.#list !== undefined;
  }

  /** What is held of an object that did not end. */
  get rest(): { readonly lines: readonly string[]; readonly first: number } | undefined {
    if (this.#list !== undefined) return { lines: [this.#list.around], first: this.#first };
    return this.#lines.length === 0 ? undefined : { lines: this.#lines, first: this.#first };
  }

  add(line: string, number: number): Assembled {
    const text = line.trim();
    if (this.#list !== undefined) return this.#addToList(text, this.#list);
    if (this.#lines.length === 0) {
      if (!opensObject(text)) return { kind: 'none' };
      this.#first = number;
    } else if (/^\{".*\},?$/.test(line) && this.#depth > 1) {
      // A whole object at the margin inside of another one: the other one was never ended.
      return { ...this.#take(), kind: 'broken' };
    }
    this.#lines.push(text);
    this.#length += text.length;
    this.#depth += bracketsIn(text);
    if (this.#length > longestObject) return this.#startList();
    return this.#depth > 0 ? { kind: 'open' } : { ...this.#take(), kind: 'whole' };
  }

  /** Takes a list apart from here on. What holds no list, and is too long, is read line by line. */
  #startList(): Assembled {
    const list = new ListElements();
    const elements = list.feed(this.#lines.join('\n'));
    if (elements.length === 0) return { ...this.#take(), kind: 'whole' };
    const took = this.#take().lines.length;
    this.#list = list;
    return { kind: 'elements', elements, took };
  }

  #addToList(text: string, list: ListElements): Assembled {
    const elements = list.feed(`${text}\n`);
    if (!list.isEnded) return { kind: 'elements', elements, took: 1 };
    this.#list = undefined;
    return { kind: 'elements', elements: [...elements, list.around], took: 1 };
  }

  #take(): { readonly lines: readonly string[]; readonly first: number } {
    const taken = { lines: this.#lines, first: this.#first };
    [this.#lines, this.#length, this.#depth] = [[], 0, 0];
    return taken;
  }
}

/** A list around objects is left aside: each of them is one of its own. */
function opensObject(text: string): boolean {
  return /^[[,\s]*\{(?:.*[{[,])?$/s.test(text) && bracketsIn(text) > 0;
}

/** How many brackets a line opens more than it closes, those in texts aside. */
function bracketsIn(text: string): number {
  let open = 0;
  const plain = text.replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/^[[,\s]*(?=\{)/, '');
  for (const letter of plain) {
    if (letter === '{' || letter === '[') open += 1;
    else if (letter === '}' || letter === ']') open -= 1;
  }
  return open;
}
