/** What is one character to a reader each: printable ASCII, and tabs. */
const plain = /^[\t\x20-\x7e]*$/;

let segmenter: Intl.Segmenter | undefined;

/** A text by what readers take for its characters. Most code and most names are plain, and the segmenter is slow to make. */
export function graphemesOf(text: string): readonly string[] {
  if (plain.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
