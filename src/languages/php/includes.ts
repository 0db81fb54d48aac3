import { help, hole, quote } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { inner, nodesIn, type SyntaxNode } from '../tree.ts';
import type { Context, FileContext } from './context.ts';
import { expression } from './expressions.ts';
import { includedTail } from './names.ts';

const kinds = /^(?:require|include)(?:_once)?_expression$/;

/** Imports what the file includes, wherever the statement stands. */
export function importIncluded(file: FileContext, root: SyntaxNode): void {
  for (const node of nodesIn(root)) {
    const written = kinds.test(node.type) ? inner(node)[0]?.text : undefined;
    const tail = written === undefined ? undefined : includedTail(written);
    if (tail === undefined || file.included.has(tail)) continue;
    const name = file.fresh.next();
    file.included.set(tail, name);
    file.imports.push(at(node, `import * as ${name} from ${quote(`php:./${tail}`)};\n`));
  }
}

/** What an included file gives back. */
export function includeCode(context: Context, node: SyntaxNode): Code {
  const [path] = inner(node);
  const tail = path === undefined ? undefined : includedTail(path.text);
  const name = tail === undefined ? undefined : context.file.included.get(tail);
  if (path === undefined) return hole('include', node, []);
  const code = expression(context, path);
  return name === undefined ? hole('include', node, [code]) : help('second', node, [code, `${name}.$returned`]);
}
