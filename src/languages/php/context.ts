import { help, hole, quote } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { type FreshNames, helper, ownName } from '../kit/names.ts';
import type { SyntaxNode } from '../tree.ts';
import { classSpecifier, fullName } from './language.ts';
import { baseNames, errorNames } from './names.ts';

/** What is said once for a file that is lowered. */
export interface FileContext {
  readonly path: string;
  readonly fresh: FreshNames;
  readonly namespace: string;
  /** What `use` says: the whole name by the short one. */
  readonly uses: ReadonlyMap<string, string>;
  /** Imports, which stand first. */
  readonly imports: Code[];
  /** Local names of what is imported, by the whole name. */
  readonly imported: Map<string, string>;
  /** Local names of the file's own classes and functions; classes by the whole name. */
  readonly classes: ReadonlyMap<string, string>;
  readonly functions: ReadonlyMap<string, string>;
  /** Names of functions and methods with the places of arguments that they may set. */
  readonly byReference: ReadonlyMap<string, ReadonlySet<number>>;
  /** What is asked about as about a file, as it is written. */
  readonly filesAskedFor: ReadonlySet<string>;
  /** Files that are included, by the name of the import. */
  readonly included: Map<string, string>;
}

/** The class that the lowering is in. */
export interface ClassContext {
  readonly name: string;
  readonly fullName: string;
  readonly base: Code | undefined;
  /** Whether each of its own methods is static. */
  readonly methods: ReadonlyMap<string, boolean>;
  readonly isTrait: boolean;
}

/** Where in the file the lowering is. */
export interface Context {
  readonly file: FileContext;
  readonly type: ClassContext | undefined;
  /** `instance`: there is `$this`; `class`: `this` is the class; `none`: a plain function or the file itself. */
  readonly receiver: 'instance' | 'class' | 'none';
  readonly functionName: string;
  /** Variables that something gives a value, in this function or around it. */
  readonly known: ReadonlySet<string>;
  /** Variables that one place gives a value. */
  readonly once: ReadonlySet<string>;
  /** Those of them that are declared where that is. */
  readonly declared: Set<string>;
  /** Names that the lowering needs in this function. */
  readonly extra: string[];
  /** Arrays that are filled by key, where they begin empty. */
  readonly keyed: ReadonlySet<string>;
  readonly parameters: readonly string[];
}

/** A variable: `$x` is called so in JavaScript as well. */
export function variableName(node: SyntaxNode): string {
  return node.text.startsWith('$') ? node.text : `$${node.text}`;
}

export function variableCode(context: Context, node: SyntaxNode): Code {
  const name = variableName(node);
  if (name === '$this') return at(node, context.receiver === 'none' ? 'undefined' : 'this');
  if (context.known.has(name)) return at(node, name);
  const found = [...context.file.included.values()].map((one) => `${one}.${name}`);
  return found.length === 0 ? hole(name, node, []) : at(node, '(', found.join(' ?? '), ')');
}

/** A class by the name that the file gives it. */
export function classCode(context: Context, node: SyntaxNode, written = node.text): Code {
  const { file, type } = context;
  const word = written.toLowerCase();
  if (word === 'self' && type !== undefined && !type.isTrait) return at(node, type.name);
  if (word === 'static' || word === 'self') return at(node, ownClass(context));
  if (word === 'parent') return type?.base ?? hole('parent', node, []);
  const whole = fullName(written, file.namespace, file.uses);
  const own = file.classes.get(whole);
  if (own !== undefined) return at(node, own);
  const last = whole.split('\\').at(-1) ?? whole;
  if (whole === last && errorNames.test(last) && baseNames.has(last)) return at(node, 'Error');
  if (whole === 'stdClass') return at(node, 'Object');
  if (baseNames.has(whole)) return at(node, helper('shared'), `("class", ${quote(whole)})`);
  const local = importClass(context, node, whole);
  return at(node, helper('shared'), `("class", ${quote(whole)}, ${local})`);
}

/** The class of what is running: the instance's, or the one that is called. */
export function ownClass({ receiver, type }: Context): string {
  if (receiver === 'class') return 'this';
  return receiver === 'instance' ? 'this.constructor' : (type?.name ?? 'undefined');
}

export function importClass({ file }: Context, node: SyntaxNode, whole: string): string {
  const known = file.imported.get(whole);
  if (known !== undefined) return known;
  const last = ownName(whole.split('\\').at(-1) ?? whole);
  const taken = [...file.imported.values(), ...file.classes.values(), ...file.functions.values()];
  const local = taken.includes(last) || !/^[A-Z]/.test(last) ? file.fresh.next() : last;
  file.imported.set(whole, local);
  const specifier = classSpecifier(whole, file.namespace);
  file.imports.push(at(node, `import { ${quote(whole)} as ${local} } from ${quote(specifier)};\n`));
  return local;
}

/** A name for a value that is asked for more than once. */
export function spareName({ file, extra }: Context): string {
  const name = file.fresh.next();
  extra.push(name);
  return name;
}

/** A function of the language's own library. */
export function core(name: string, node: SyntaxNode, args: readonly Code[]): Code {
  return help('core', node, [quote(name), ...args]);
}
