import { ts } from 'ts-morph';
import type { TextPattern } from '../../model/value.ts';
import type { MarketoText } from '../../rules/texts/path-looks.ts';
import type { RecogniseText } from '../../rules/texts/recognise-text.ts';
import { namesMarketo, saysMarketo } from '../syntax/names-marketo.ts';

/** A text of the code that looks like Marketo's API: a literal, a template as a whole, a text or attribute of JSX. */
export interface ProgramText {
  readonly node: ts.Node;
  /** The path of its file. */
  readonly file: string;
  readonly pattern: TextPattern;
  readonly marketo: MarketoText;
}

/**
 * Every such text of the files, in order. Nothing is run and nothing is followed: what the interpreter makes of the
 * program is held against this list, so that what it loses does not pass in silence. Types, comments and the names of
 * modules are no texts.
 */
export function findTexts(files: ReadonlyMap<string, ts.SourceFile>, recognise: RecogniseText): ProgramText[] {
  const found = known.get(recognise) ?? new WeakMap<ts.SourceFile, readonly ProgramText[]>();
  known.set(recognise, found);
  return [...files].flatMap(([path, file]) => {
    const texts = found.get(file) ?? (recognise.mayHold(file.text) ? [...textsOf(file, path, recognise)] : []);
    found.set(file, texts);
    return texts;
  });
}

/** A file may be a part of several programs. */
const known = new WeakMap<RecogniseText, WeakMap<ts.SourceFile, readonly ProgramText[]>>();

function* textsOf(file: ts.SourceFile, path: string, recognise: RecogniseText): Generator<ProgramText> {
  for (const node of literalsOf(file)) {
    const pattern = patternOf(node);
    const marketo = pattern && recognise(pattern);
    if (pattern === undefined || marketo === undefined) continue;
    if (marketo.look === 'near' && !saysMarketo(path) && !namesMarketo(file)) continue;
    yield { node, file: path, pattern, marketo };
  }
}

/** Every literal that is a value. Without recursion: a sum of ten thousand texts is a tree ten thousand deep. */
function* literalsOf(file: ts.SourceFile): Generator<ts.Node> {
  const open: ts.Node[] = [file];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isNoValue(node)) continue;
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isJsxText(node)) yield node;
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    open.push(...children.reverse());
  }
}

const noValues: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.ExternalModuleReference,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
]);

function isNoValue(node: ts.Node): boolean {
  if (noValues.has(node.kind)) return true;
  // What a class extends is an expression, though the parser calls it a type.
  return ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node);
}

const hole = { reason: 'parameter' } as const;

function patternOf(node: ts.Node): TextPattern | undefined {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return [node.text];
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.flatMap((span) => [hole, span.literal.text])];
}
