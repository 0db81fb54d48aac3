/** More of one element, or of what stands around the elements, is not held, in characters. */
const longestElement = 1 << 20;
/** A list deeper inside is one of an element. */
const deepest = 6;

/**
 * Takes a JSON text of any length apart that holds a list of objects, on its own or in an object: the export of a store of
 * logs. Its elements are given one by one, and at the end what stands around them.
 */
export class ListElements {
  #depth = 0;
  /** How deep the elements stand; 0 outside of a list of objects. */
  #listDepth = 0;
  #mayBeList = false;
  #inText = false;
  #open: string[] = [];
  #openLength = 0;
  #around: string[] = [];
  #aroundLength = 0;
  /** Whether something was too long to be held. */
  isLossy = false;

  /** Whether the text has come to its end. */
  get isEnded(): boolean {
    return this.#depth <= 0 && this.#aroundLength > 0;
  }

  /** What stands around the elements. */
  get around(): string {
    return this.#around.join('');
  }

  /** The elements that end in the next piece of the text. */
  feed(text: string): readonly string[] {
    const ended: string[] = [];
    let start = 0;
    const signs = /["{}[\]]|\\./gs;
    for (let match = signs.exec(text); match !== null; match = signs.exec(text)) {
      const sign = match[0];
      if (sign === '"') this.#inText = !this.#inText;
      if (this.#inText || sign === '"' || sign.startsWith('\\')) continue;
      const at = match.index;
      if (sign === '{' || sign === '[') {
        if (sign === '{' && this.#startsElement(text.slice(start, at))) {
          this.#keep(text.slice(start, at));
          start = at;
        }
        this.#depth += 1;
        this.#mayBeList = sign === '[' && this.#listDepth === 0 && this.#depth <= deepest;
        continue;
      }
      this.#depth -= 1;
      if (this.#listDepth > 0 && this.#depth === this.#listDepth && sign === '}') {
        this.#keep(text.slice(start, at + 1));
        ended.push(this.#open.join(''));
        [this.#open, this.#openLength] = [[], 0];
        start = at + 1;
      } else if (this.#depth < this.#listDepth) this.#listDepth = 0;
    }
    this.#keep(text.slice(start));
    return ended;
  }

  /** Whether a brace begins an element: of the list that is open, or of one that begins with it. */
  #startsElement(before: string): boolean {
    if (this.#listDepth > 0) return this.#depth === this.#listDepth;
    if (!this.#mayBeList || !/(?:^|\[)\s*$/.test(before)) return false;
    this.#listDepth = this.#depth;
    return true;
  }

  #keep(text: string): void {
    const isElement = this.#listDepth > 0 && (this.#openLength > 0 || text.startsWith('{'));
    const length = isElement ? this.#openLength : this.#aroundLength;
    if (length + text.length > longestElement) this.isLossy = true;
    else (isElement ? this.#open : this.#around).push(text);
    if (isElement) this.#openLength += text.length;
    else this.#aroundLength += text.length;
  }
}
