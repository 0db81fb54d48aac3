import { help, quote } from '../kit/build.ts';
import { at, type Code, joined, text } from '../kit/code.ts';
import { type LostText, loweredFile, type Notation } from '../kit/lowered-file.ts';
import { FreshNames, ownName } from '../kit/names.ts';
import type { FrontEnd, Lowered } from '../lowered.ts';
import type { Parse } from '../registry.ts';
import type { SyntaxNode } from '../tree.ts';
import type { Context, Dialect, FileContext, TypeModel } from './model.ts';
import { bodyOf, typeModelCode } from './types.ts';

/** What a file of such a language consists of. */
export interface FileModel {
  readonly types: readonly TypeModel[];
  /** Statements at the top, where a language has them, and what is left of code that does not parse. */
  readonly statements: readonly SyntaxNode[];
  readonly specifierOf: (name: string) => string;
  readonly staticNames: ReadonlyMap<string, string>;
  readonly staticClasses: readonly string[];
}

export interface ClassyLanguage {
  readonly dialect: Dialect;
  readonly notation: Notation;
  readonly read: (root: SyntaxNode, text: string) => FileModel;
}

/** The front end of a language whose programs are classes. */
export function createClassyFrontEnd(parse: Parse, language: ClassyLanguage): FrontEnd {
  return { lower: (_path, source) => lowered(language, source, parse(source)) };
}

function lowered(language: ClassyLanguage, source: string, root: SyntaxNode | undefined): Lowered {
  if (root === undefined) return unread(language, 'cannot be parsed');
  try {
    return loweredFile(root, moduleCode(language, language.read(root, source)), language.notation, lostCode);
  } catch (error) {
    if (error instanceof RangeError) return unread(language, 'is nested too deeply to be parsed');
    throw error;
  }
}

function unread({ dialect }: ClassyLanguage, what: string): Lowered {
  return { language: dialect.language, code: '', marks: [], comments: [], problem: { what, line: 1 } };
}

function moduleCode({ dialect }: ClassyLanguage, model: FileModel): Code {
  const file: FileContext = {
    ...{ dialect, fresh: new FreshNames(), imports: new Map(), usedSelves: new Set(), prelude: new Set() },
    ...{ specifierOf: model.specifierOf, staticNames: model.staticNames, staticClasses: model.staticClasses },
    types: new Set(model.types.map(({ name }) => name)),
    privateFields: new Set(model.types.flatMap(privateFieldsOf)),
  };
  const scope = { names: new Set<string>(), outer: undefined };
  const context: Context = { file, type: undefined, isStatic: true, scope, hoisted: new Set(), assigned: new Set() };
  const types = model.types.map((type) => [typeModelCode(context, type), '\n']);
  const statements = model.statements.map((node) => bodyOf(context, { statements: node }, []));
  const imports = [...file.imports].map(([name, { local, specifier, node }]) =>
    at(node, `import { ${name} as ${local} } from ${quote(specifier)};\n`),
  );
  const exported = model.types.map(({ name }) => `${ownName(name)} as ${name}`);
  const prelude = [...file.prelude].map((name) => `${dialect.prelude[name] ?? ''}\n`);
  return [imports, prelude, types, statements, `export { ${exported.join(', ')} };\n`];
}

/** Texts that the lowering left out: nobody follows them. */
function lostCode(texts: readonly LostText[]): Code {
  if (texts.length === 0) return '';
  const codes = texts.map(({ node, text: written }) => text(node, quote(written)));
  return ['\n', help('lost', texts[0]?.node ?? { startIndex: 0 }, [joined(codes, ', ')]), ';\n'];
}

function privateFieldsOf(type: TypeModel): string[] {
  return type.members.flatMap((member) => {
    if (member.is === 'type') return privateFieldsOf(member.type);
    return member.is === 'field' && member.isPrivate ? [member.name] : [];
  });
}
