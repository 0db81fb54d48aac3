import { ts } from 'ts-morph';

const word = /marketo|mktorest|mkto|munchkin/i;

/** Whether a name or a path says that something is Marketo's. */
export function saysMarketo(name: string): boolean {
  return word.test(name);
}

const answers = new WeakMap<ts.SourceFile, boolean>();

/** Whether a name or a text of a file's code says Marketo; a comment does not tie code to it. */
export function namesMarketo(file: ts.SourceFile): boolean {
  const known = answers.get(file);
  if (known !== undefined) return known;
  const answer = word.test(file.text) && codeSays(file.text);
  answers.set(file, answer);
  return answer;
}

function codeSays(text: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.JSX, text);
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const isWord = token === ts.SyntaxKind.Identifier || token >= ts.SyntaxKind.FirstLiteralToken;
    if (isWord && word.test(scanner.getTokenText())) return true;
  }
  return false;
}
