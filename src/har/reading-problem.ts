/** `cut-off`: a good beginning ends too early. `broken`: the text is not JSON. `damaged`: compressed data does not unpack. */
export type ReadingProblemKind = 'cut-off' | 'broken' | 'damaged';

/**
 * The point at which an input stops making sense. What was read before it stands; the message is one plain sentence
 * for the reader, and never holds a piece of the content.
 */
export class ReadingProblem extends Error {
  readonly kind: ReadingProblemKind;

  constructor(kind: ReadingProblemKind, sentence: string) {
    super(sentence);
    this.name = 'ReadingProblem';
    this.kind = kind;
  }
}
