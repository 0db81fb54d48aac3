import { help, quote } from '../kit/build.ts';
import { type Code, joined, text } from '../kit/code.ts';
import { type LostText, loweredFile, type Notation } from '../kit/lowered-file.ts';
import { FreshNames } from '../kit/names.ts';
import type { FrontEnd, Lowered } from '../lowered.ts';
import type { Parse } from '../registry.ts';
import type { SyntaxNode } from '../tree.ts';
import { fileCode } from './file.ts';
import { textKinds } from './kinds.ts';
import { textOf } from './strings.ts';

const notation: Notation = {
  language: 'php',
  comments: new Set(['comment']),
  bareComment: (written) => written.replace(/^(?:\/\/+|#+|\/\*+)/, '').replace(/\*+\/$/, ''),
  texts: textKinds,
  textOf,
};

/** PHP to JavaScript. */
export function createFrontEnd(parse: Parse): FrontEnd {
  return { lower: (path, source) => lowered(path, parse(source)) };
}

function lowered(path: string, root: SyntaxNode | undefined): Lowered {
  if (root === undefined) return unread('cannot be parsed');
  try {
    const file = { path, fresh: new FreshNames() };
    return loweredFile(root, fileCode(file, root), notation, lostCode);
  } catch (error) {
    if (error instanceof RangeError) return unread('is nested too deeply to be parsed');
    throw error;
  }
}

function unread(what: string): Lowered {
  return { language: 'php', code: '', marks: [], comments: [], problem: { what, line: 1 } };
}

/** Texts that the lowering left out: nobody follows them. */
function lostCode(texts: readonly LostText[]): Code {
  if (texts.length === 0) return '';
  const codes = texts.map(({ node, text: written }) => text(node, quote(written)));
  return ['\n', help('lost', texts[0]?.node ?? { startIndex: 0 }, [joined(codes, ', ')]), ';\n'];
}
