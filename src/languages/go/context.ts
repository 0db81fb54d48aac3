import type { Code } from '../kit/code.ts';
import { type FreshNames, ownName } from '../kit/names.ts';
import type { SyntaxNode } from '../tree.ts';

/** What a type of the file is: what decides how its values are made. */
export interface TypeDeclaration {
  readonly node: SyntaxNode;
  readonly kind: 'struct' | 'interface' | 'other';
}

/** What is said once for a file that is lowered. */
export interface FileContext {
  readonly fresh: FreshNames;
  /** Names that the file declares for its package. */
  readonly own: ReadonlySet<string>;
  readonly types: ReadonlyMap<string, TypeDeclaration>;
  /** What imported packages are called. */
  readonly packages: ReadonlyMap<string, string>;
  /** Names that another file of the package has to declare. */
  readonly foreign: Set<string>;
}

/** A block, with the names that it declares and what they are called in the lowered code. */
export interface Scope {
  readonly names: Map<string, string>;
  readonly outer: Scope | undefined;
}

export interface Context {
  readonly file: FileContext;
  readonly scope: Scope | undefined;
  /** What a function without a value in its `return` gives: its named results. */
  readonly results: readonly string[];
}

export function inner(context: Context): Context {
  return { ...context, scope: { names: new Map(), outer: context.scope } };
}

/** Declares a name in the innermost block. One that hides another is called otherwise: its value may still ask for that. */
export function declare({ file, scope }: Context, name: string): string {
  if (scope === undefined) return ownName(name);
  const known = scope.names.get(name);
  if (known !== undefined) return known;
  const hides = findLocal(scope.outer, name) !== undefined || file.own.has(name) || file.packages.has(name);
  const called = hides ? `${ownName(name)}${file.fresh.next()}` : ownName(name);
  scope.names.set(name, called);
  return called;
}

export function isDeclaredHere({ scope }: Context, name: string): boolean {
  return scope?.names.has(name) === true;
}

export function findLocal(scope: Scope | undefined, name: string): string | undefined {
  for (let at = scope; at !== undefined; at = at.outer) {
    const found = at.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const constants: Readonly<Record<string, string>> = { nil: 'null', true: 'true', false: 'false' };
const predeclared: ReadonlySet<string> = new Set(
  'string bool int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr byte rune float32 float64 complex64 complex128 error any comparable len cap make new append copy delete panic recover print println close min max clear'.split(
    ' ',
  ),
);

export function isPredeclared({ file, scope }: Context, name: string): boolean {
  return predeclared.has(name) && findLocal(scope, name) === undefined && !file.own.has(name);
}

/** A name where its value is meant. */
export function writtenName(context: Context, name: string): string {
  const { file, scope } = context;
  const local = findLocal(scope, name);
  if (local !== undefined) return local;
  const constant = Object.hasOwn(constants, name) ? constants[name] : undefined;
  if (constant !== undefined) return constant;
  const imported = file.packages.get(name);
  if (file.own.has(name)) return ownName(name);
  if (imported !== undefined) return imported;
  if (isPredeclared(context, name) || name === '_') return 'undefined';
  file.foreign.add(name);
  return ownName(name);
}

export type Lower = (context: Context, node: SyntaxNode) => Code;
