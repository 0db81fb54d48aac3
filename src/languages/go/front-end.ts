import { help, quote } from '../kit/build.ts';
import { type Code, joined, text } from '../kit/code.ts';
import { type LostText, loweredFile, type Notation } from '../kit/lowered-file.ts';
import { FreshNames, ownName } from '../kit/names.ts';
import type { FrontEnd, Lowered } from '../lowered.ts';
import type { Parse } from '../registry.ts';
import { inner as children, part, parts, type SyntaxNode } from '../tree.ts';
import type { Context, FileContext, TypeDeclaration } from './context.ts';
import { constCode, functionCode, importCode, methodCode, typeCode, varCode } from './declarations.ts';
import { textOf } from './strings.ts';

const notation: Notation = {
  language: 'go',
  comments: new Set(['comment']),
  bareComment: (written) => written.replace(/^\/\/+|^\/\*+|\*+\/$/g, ''),
  texts: new Set(['interpreted_string_literal', 'raw_string_literal']),
  textOf,
};

/** Go to JavaScript. */
export function createFrontEnd(parse: Parse): FrontEnd {
  return { lower: (_path, source) => lowered(parse(source)) };
}

function lowered(root: SyntaxNode | undefined): Lowered {
  if (root === undefined) return unread('cannot be parsed');
  try {
    return { ...loweredFile(root, fileCode(root), notation, lostCode), isPartOfPackage: true };
  } catch (error) {
    if (error instanceof RangeError) return unread('is nested too deeply to be parsed');
    throw error;
  }
}

function unread(what: string): Lowered {
  return { language: 'go', code: '', marks: [], comments: [], problem: { what, line: 1 } };
}

function fileCode(root: SyntaxNode): Code {
  const declared = children(root);
  const imports = importsOf(root);
  const types = typesOf(declared);
  const own = new Set([...types.keys(), ...declared.flatMap(namesOf)]);
  const fresh = new FreshNames();
  const specs = imports.map((one) => ({ ...one, called: fresh.next() }));
  const packages = new Map(specs.flatMap(({ names, called }) => names.map((name) => [name, called] as const)));
  const file: FileContext = { fresh, own, types, packages, foreign: new Set() };
  const context: Context = { file, scope: undefined, results: [] };
  const body = declared.map((node) => declarationCode(context, node));
  const foreign = [...file.foreign].map((name) => specifierOf(name));
  const others = foreign.length === 0 ? '' : `import { ${foreign.join(', ')} } from "go:.";\n`;
  const exported = [...own]
    .filter((name) => name !== '_')
    .map((name) => (ownName(name) === name ? name : `${ownName(name)} as ${name}`));
  return [importCode(specs), others, body, `export { ${exported.join(', ')} };\n`];
}

function specifierOf(name: string): string {
  return ownName(name) === name ? name : `${name} as ${ownName(name)}`;
}

function declarationCode(context: Context, node: SyntaxNode): Code {
  switch (node.type) {
    case 'function_declaration':
      return functionCode(context, node);
    case 'method_declaration':
      return methodCode(context, node);
    case 'type_declaration':
      return typeCode(context, node);
    case 'const_declaration':
      return constCode(context, node);
    case 'var_declaration':
      return varCode(context, node);
    default:
      return '';
  }
}

interface Import {
  readonly node: SyntaxNode;
  readonly path: string;
  /** What the file may call it: its last name says that as a rule, and not always. */
  readonly names: readonly string[];
}

function importsOf(root: SyntaxNode): Import[] {
  const specs = children(root).flatMap((node) => (node.type === 'import_declaration' ? specsIn(node) : []));
  return specs.flatMap((spec) => {
    const literal = part(spec, 'path');
    const name = part(spec, 'name')?.text;
    return literal === undefined
      ? []
      : [{ node: literal, path: textOf(literal), names: name === undefined ? likelyNames(textOf(literal)) : [name] }];
  });
}

function specsIn(node: SyntaxNode): SyntaxNode[] {
  return children(node).flatMap((child) => (child.type === 'import_spec' ? [child] : specsIn(child)));
}

/** `github.com/go-resty/resty/v2` is `resty`, `acme.com/go-marketo` is `marketo`. */
function likelyNames(path: string): string[] {
  const parts = path.split('/').filter((name) => !/^v\d+$/.test(name));
  const last = (parts.at(-1) ?? '').replace(/\.v\d+$/, '');
  const names = [
    last,
    last.replace(/^go[-_.]|[-_.]go$/g, ''),
    last.replace(/[-.]/g, '_'),
    last.replace(/[-_.]/g, ''),
    last.split(/[-.]/).at(-1) ?? '',
  ];
  return [...new Set(names.filter((name) => /^[A-Za-z_]\w*$/.test(name)))];
}

function typesOf(declared: readonly SyntaxNode[]): Map<string, TypeDeclaration> {
  const found = new Map<string, TypeDeclaration>();
  for (const declaration of declared) {
    if (declaration.type !== 'type_declaration') continue;
    for (const node of children(declaration)) {
      const [name, type] = [part(node, 'name')?.text, part(node, 'type')?.type];
      const kind = type === 'struct_type' ? 'struct' : type === 'interface_type' ? 'interface' : 'other';
      if (name !== undefined) found.set(name, { node, kind });
    }
  }
  return found;
}

/** The names that a declaration gives to the package. */
function namesOf(node: SyntaxNode): string[] {
  if (node.type === 'function_declaration') {
    const name = part(node, 'name')?.text ?? '';
    return name === 'init' || name === '_' ? [] : [name];
  }
  if (node.type !== 'const_declaration' && node.type !== 'var_declaration') return [];
  return children(node).flatMap((spec) =>
    (/_spec$/.test(spec.type) ? [spec] : children(spec)).flatMap((one) =>
      parts(one, 'name').map(({ text: name }) => name),
    ),
  );
}

/** Texts that the lowering left out: nobody follows them. */
function lostCode(texts: readonly LostText[]): Code {
  if (texts.length === 0) return '';
  const codes = texts.map(({ node, text: written }) => text(node, quote(written)));
  return ['\n', help('lost', texts[0]?.node ?? { startIndex: 0 }, [joined(codes, ', ')]), ';\n'];
}
