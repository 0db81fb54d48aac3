import { help, quote } from '../kit/build.ts';
import { type Code, joined, text } from '../kit/code.ts';
import { type LostText, loweredFile, type Notation } from '../kit/lowered-file.ts';
import { FreshNames, ownName } from '../kit/names.ts';
import type { FrontEnd, Lowered } from '../lowered.ts';
import type { Parse } from '../registry.ts';
import { inner, parts, type SyntaxNode } from '../tree.ts';
import type { Context } from './context.ts';
import { bindingsOf, importedAs } from './scope.ts';
import { bodyCode } from './statements.ts';
import { textOf } from './strings.ts';

const notation: Notation = {
  language: 'python',
  comments: new Set(['comment']),
  bareComment: (written) => written.replace(/^#+/, ''),
  texts: new Set(['string', 'concatenated_string']),
  textOf,
};

/** Python to JavaScript. */
export function createFrontEnd(parse: Parse): FrontEnd {
  return { lower: (path, source) => lowered(path, parse(source)) };
}

function lowered(path: string, root: SyntaxNode | undefined): Lowered {
  if (root === undefined) return unread('cannot be parsed');
  try {
    return loweredFile(root, moduleCode(path, root), notation, lostCode);
  } catch (error) {
    if (error instanceof RangeError) return unread('is nested too deeply to be parsed');
    throw error;
  }
}

function unread(what: string): Lowered {
  return { language: 'python', code: '', marks: [], comments: [], problem: { what, line: 1 } };
}

function moduleCode(path: string, root: SyntaxNode): Code {
  const bindings = bindingsOf(root);
  const imported = importedNames(root);
  const file = { path, fresh: new FreshNames(), imports: [], dotted: new Map(), stars: [] };
  const context: Context = { file, scope: { kind: 'module', bindings, outer: undefined } };
  const own = [...bindings.keys()].filter((name) => !(imported.has(name) && bindings.get(name) === 1));
  const body = bodyCode(context, root, own);
  // What a package takes from its modules it hands on.
  const exported = /(?:^|\/)__init__\.py$/.test(path) ? [...bindings.keys()] : own;
  return [file.imports, body, `export { ${exported.map((name) => exportOf(name)).join(', ')} };\n`];
}

/** Names that imports bind. */
function importedNames(root: SyntaxNode): Set<string> {
  const names = new Set<string>();
  for (const node of inner(root)) {
    if (/^import_(?:from_)?statement$/.test(node.type))
      for (const name of parts(node, 'name')) names.add(importedAs(name));
  }
  return names;
}

/** Texts that the lowering left out: nobody follows them. */
function lostCode(texts: readonly LostText[]): Code {
  if (texts.length === 0) return '';
  const codes = texts.map(({ node, text: written }) => text(node, quote(written)));
  return ['\n', help('lost', texts[0]?.node ?? { startIndex: 0 }, [joined(codes, ', ')]), ';\n'];
}

function exportOf(name: string): string {
  const own = ownName(name);
  return own === name ? own : `${own} as ${name}`;
}
