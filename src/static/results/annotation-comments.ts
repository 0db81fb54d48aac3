import { ts } from 'ts-morph';
import type { Location } from '../../model/location.ts';
import { locationAt } from '../syntax/location-at.ts';
import { lineAndCharacter, originalOf } from '../syntax/original.ts';

/** A comment that says which operations a call is, as written. */
export interface AnnotationComment {
  /** The list after `rolefit:`, split at its commas. */
  readonly items: readonly string[];
  /** Where the comment begins, or where the config says it. */
  readonly location: Location;
  /** The file that it speaks of, where that is not the one it stands in. */
  readonly file?: string;
  /** The line whose calls it speaks of: its own, or the next one with code where it stands alone. From 1. */
  readonly line: number | undefined;
}

const mark = 'rolefit:';

/**
 * The annotations of a file. Comments are what the parser left between two tokens and the scanner takes for one, so
 * nothing in a string, a template, a regular expression or JSX text is ever read as an annotation.
 */
export function findAnnotationComments(file: ts.SourceFile, path: string): AnnotationComment[] {
  if (!(originalOf(file)?.text ?? file.text).includes(mark)) return [];
  return [...commentsOf(file)].flatMap(({ text, pos, isAfterCode, next }) => {
    const items = itemsOf(text);
    if (items === undefined) return [];
    const location = placeOfComment(file, path, pos);
    return [{ items, location, line: isAfterCode ? location.line : next }];
  });
}

/** A comment and how it stands to the code around it. */
export interface Comment {
  /** Without what makes it a comment. */
  readonly text: string;
  readonly pos: number;
  /** Whether code stands before it in its line. */
  readonly isAfterCode: boolean;
  /** The line of the next token, from 1; absent at the end of the file. */
  readonly next: number | undefined;
}

/** Every comment of a file, in order. */
export function* commentsOf(file: ts.SourceFile): Generator<Comment> {
  const original = originalOf(file);
  if (original !== undefined) {
    yield* original.lowered.comments;
    return;
  }
  let lineBefore = -1;
  for (const token of tokensOf(file)) {
    const start = token.getStart(file);
    const isEnd = token.kind === ts.SyntaxKind.EndOfFileToken;
    const next = isEnd ? undefined : lineAt(file, start) + 1;
    for (const { pos, end } of commentsBetween(file, token.pos, start)) {
      yield { text: bareComment(file.text.slice(pos, end)), pos, isAfterCode: lineBefore === lineAt(file, pos), next };
    }
    lineBefore = lineAt(file, token.end);
  }
}

/** The place of a comment in the file that the program has. */
export function placeOfComment(file: ts.SourceFile, path: string, pos: number): Location {
  const original = originalOf(file);
  if (original === undefined) return locationAt(file, path, pos);
  const { line, character } = lineAndCharacter(original.text, pos);
  return { file: path, line: line + 1, column: character + 1 };
}

function bareComment(comment: string): string {
  return comment.startsWith('//') ? comment.slice(2) : comment.slice(2, -2);
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
function itemsOf(inner: string): string[] | undefined {
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
