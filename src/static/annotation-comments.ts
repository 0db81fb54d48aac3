import { ts } from 'ts-morph';
import type { Location } from '../model/location.ts';

/** A comment that says which operations a call is, as written. */
export interface AnnotationComment {
  /** The list after `rolefit:`, split at its commas. */
  readonly items: readonly string[];
  /** Where the comment begins. */
  readonly location: Location;
  /** The line whose calls it speaks of: its own, or the next one with code where it stands alone. From 1. */
  readonly line: number | undefined;
}

const mark = 'rolefit:';

/**
 * The annotations of a file. Comments are what the parser left between two tokens and the scanner takes for one, so
 * nothing in a string, a template, a regular expression or JSX text is ever read as an annotation.
 */
export function findAnnotationComments(file: ts.SourceFile, path: string): AnnotationComment[] {
  if (!file.text.includes(mark)) return [];
  const found: AnnotationComment[] = [];
  let lineBefore = -1;
  for (const token of tokensOf(file)) {
    const start = token.getStart(file);
    const isEnd = token.kind === ts.SyntaxKind.EndOfFileToken;
    const next = isEnd ? undefined : lineAt(file, start);
    for (const comment of commentsBetween(file, token.pos, start)) {
      const items = itemsOf(file.text.slice(comment.pos, comment.end));
      if (items === undefined) continue;
      const { line, character } = file.getLineAndCharacterOfPosition(comment.pos);
      const location = { file: path, line: line + 1, column: character + 1 };
      const target = lineBefore === line ? line : next;
      found.push({ items, location, line: target === undefined ? undefined : target + 1 });
    }
    lineBefore = lineAt(file, token.end);
  }
  return found;
}

/** Every token in order. Without recursion: a sum of ten thousand texts is a tree ten thousand deep. */
function* tokensOf(file: ts.SourceFile): Generator<ts.Node> {
  const open: ts.Node[] = [file];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (ts.isJSDoc(node)) continue;
    if (ts.isToken(node)) {
      // What stands between the tags of JSX is text, even where the scanner would see a comment in it.
      if (node.kind !== ts.SyntaxKind.JsxText) yield node;
    } else {
      for (const child of node.getChildren(file).toReversed()) open.push(child);
    }
  }
}

function* commentsBetween(file: ts.SourceFile, pos: number, end: number): Generator<{ pos: number; end: number }> {
  if (end === pos) return;
  const scanner = ts.createScanner(
    ts.ScriptTarget.Latest,
    false,
    file.languageVariant,
    file.text,
    undefined,
    pos,
    end - pos,
  );
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const isComment = kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isComment) yield { pos: scanner.getTokenStart(), end: scanner.getTokenEnd() };
  }
}

/** The list of a comment that begins with the mark; `undefined` for any other comment. */
function itemsOf(comment: string): string[] | undefined {
  const inner = comment.startsWith('//') ? comment.slice(2) : comment.slice(2, -2);
  const text = inner.replace(/^[*\s]+/, '');
  if (!text.startsWith(mark)) return undefined;
  return text
    .slice(mark.length)
    .replace(/\n[ \t]*\*/g, '\n')
    .split(',')
    .map((item) => item.trim().replace(/\s+/g, ' '));
}

function lineAt(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line;
}
