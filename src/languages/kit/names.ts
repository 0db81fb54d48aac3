/**
 * Stands at the end of a name that means something else in JavaScript, and is not seen: `default` as a variable, or
 * a name of the language's own that JavaScript has for something of its own. Members keep their names as they are.
 */
export const unseen = '\u200D';

/** Begins the names of helpers (static/natives/languages): a letter that no program begins a name with. */
const helperMark = '\u01C0';

const words =
  'abstract arguments await boolean break byte case catch char class const continue debugger default delete do double else ' +
  'enum eval export extends false final finally float for function goto if implements import in instanceof int interface ' +
  'let long native new null package private protected public return short static super switch synchronized this throw ' +
  'throws transient true try typeof undefined var void volatile while with yield require module exports define NaN Infinity';
const reserved: ReadonlySet<string> = new Set(words.split(' '));

/** A name of the program's own as JavaScript may have it. */
export function ownName(name: string): string {
  const plain = name.replaceAll(unseen, '_').replaceAll(helperMark, '_');
  return reserved.has(plain) ? plain + unseen : plain;
}

/** A name that the file does not say: of the language, or of nobody. Never one of JavaScript's globals. */
export function outerName(name: string): string {
  return name.replaceAll(unseen, '_').replaceAll(helperMark, '_') + unseen;
}

/** A helper that lowered code calls. */
export function helper(name: string): string {
  return helperMark + name;
}

/** What a helper is called, where a name is one. */
export function helperNamed(name: string): string | undefined {
  return name.startsWith(helperMark) ? name.slice(helperMark.length) : undefined;
}

/** The name that the program gives a thing, whatever the lowered code had to call it. */
export function shownName(name: string): string {
  return name.endsWith(unseen) ? name.slice(0, -unseen.length) : name;
}

/** Names for what only the lowered code has. */
export class FreshNames {
  #count = 0;

  next(): string {
    this.#count += 1;
    return `${helperMark}${this.#count}`;
  }
}
