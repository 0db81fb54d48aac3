import { help, quote } from '../kit/build.ts';
import { type Code, joined, text } from '../kit/code.ts';
import { type LostText, loweredFile, type Notation } from '../kit/lowered-file.ts';
import { FreshNames, helper, ownName } from '../kit/names.ts';
import type { FrontEnd, Lowered } from '../lowered.ts';
import type { Parse } from '../registry.ts';
import { inner, nodesIn, part, type SyntaxNode } from '../tree.ts';
import { constantPath, constantsIn } from './constants.ts';
import { type Context, discard, type FileContext } from './context.ts';
import { bindingsOf } from './scope.ts';
import { declaredCode } from './statements.ts';
import { heredocsIn, textOf } from './strings.ts';

const notation: Notation = {
  language: 'ruby',
  comments: new Set(['comment']),
  bareComment: (written) => written.replace(/^#+/, ''),
  texts: new Set(['string', 'chained_string', 'heredoc_body', 'regex', 'subshell', 'bare_string', 'delimited_symbol']),
  textOf,
};

/** Ruby to JavaScript. */
export function createFrontEnd(parse: Parse): FrontEnd {
  return { lower: (path, source) => lowered(parse(source), isCommand(path, source)) };
}

/** What is started, and required by nobody: what it requires is its own affair. */
function isCommand(path: string, source: string): boolean {
  return source.startsWith('#!') || /(?:^|\/)(?:bin|exe|scripts?)\//.test(path);
}

function lowered(root: SyntaxNode | undefined, isCommand: boolean): Lowered {
  if (root === undefined) return unread('cannot be parsed');
  try {
    return loweredFile(root, fileCode(root, isCommand), notation, lostCode);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Nothing of it is followed, and its texts are told.
    const problem = { what: 'is nested too deeply to be parsed', line: 1 };
    return { ...loweredFile(root, '', notation, lostCode), problem };
  }
}

function unread(what: string): Lowered {
  return { language: 'ruby', code: '', marks: [], comments: [], problem: { what, line: 1 } };
}

/** What stands outside of every class is `self` there. */
const self = `${helper('self')}`;

function fileCode(root: SyntaxNode, isCommand: boolean): Code {
  const statements = inner(root);
  const functions = new Set(
    statements.flatMap((node) => (node.type === 'method' ? [part(node, 'name')?.text ?? ''] : [])),
  );
  const file: FileContext = {
    ...{ fresh: new FreshNames(), constants: constantsIn(root), functions, exported: [] },
    heredocs: heredocsIn(nodesIn(root)),
  };
  const bindings = bindingsOf(statements, undefined);
  const context: Context = {
    ...{ file, scope: { bindings, outer: undefined }, nest: [], methods: new Set(), self },
    ...{ method: undefined, inBlock: false, loop: undefined },
  };
  const body = declaredCode(context, root, statements, [...bindings.keys()], discard);
  return [
    `const ${self} = ${helper('outerSelf')}();\n`,
    variablesCode(file),
    body,
    exportsCode(statements, functions, isCommand ? [] : file.exported, file),
  ];
}

function variablesCode({ exported }: FileContext): Code {
  return exported.length === 0 ? '' : `var ${exported.join(', ')};\n`;
}

/** What others may use of the file: constants, methods, and what the files that it requires hand on. */
function exportsCode(
  statements: readonly SyntaxNode[],
  functions: ReadonlySet<string>,
  required: readonly string[],
  file: FileContext,
): Code {
  const paths = new Set(
    statements.flatMap((node) => {
      const named = part(node, node.type === 'assignment' ? 'left' : 'name');
      const path = named === undefined || /method/.test(node.type) ? undefined : constantPath(named);
      return path === undefined ? [] : [path.replace(/^::/, '')];
    }),
  );
  const constants = [...paths].map((path) => {
    const name = file.fresh.next();
    return {
      name,
      as: path.replaceAll('::', '_'),
      code: `const ${name} = ${helper('constant')}(${quote(path)}, "");\n`,
    };
  });
  const names = [
    ...constants.map(({ name, as }) => `${name} as ${as}`),
    ...[...functions].map((name) => `${ownName(name)} as ${name.replace(/[?!=]$/, '_')}`),
    ...required,
  ];
  return [constants.map(({ code }) => code), `export { ${names.join(', ')} };\n`];
}

/** Texts that the lowering left out: nobody follows them. */
function lostCode(texts: readonly LostText[]): Code {
  if (texts.length === 0) return '';
  const codes = texts.map(({ node, text: written }) => text(node, quote(written)));
  return ['\n', help('lost', texts[0]?.node ?? { startIndex: 0 }, [joined(codes, ', ')]), ';\n'];
}
