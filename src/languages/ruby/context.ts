import type { Code } from '../kit/code.ts';
import { type FreshNames, helper, outerName } from '../kit/names.ts';
import type { SyntaxNode } from '../tree.ts';
import type { Bindings, Scope } from './scope.ts';

/** What is said once for a file that is lowered. */
export interface FileContext {
  readonly fresh: FreshNames;
  /** Constants that the file defines, by their whole names. */
  readonly constants: ReadonlySet<string>;
  /** Methods that the file defines outside of classes. */
  readonly functions: ReadonlySet<string>;
  /** Bodies of heredocs, by where they are announced. */
  readonly heredocs: ReadonlyMap<number, SyntaxNode>;
  /** What the file hands on of files that it requires. */
  readonly exported: string[];
}

/** The method whose body is lowered. */
export interface MethodContext {
  readonly name: string;
  /** Arguments that a bare `super` hands on. */
  readonly passed: string;
  /** What its block is called. */
  readonly block: string;
  /** Where a `return` inside of a block leaves its value; `undefined` where there is none. */
  readonly left: string | undefined;
  /** Whether `super` may stand here. */
  readonly hasSuper: boolean;
}

/** Where in the file the lowering is. */
export interface Context {
  readonly file: FileContext;
  readonly scope: Scope;
  /** The names of the modules and classes around, the inmost first. */
  readonly nest: readonly string[];
  /** Names of methods of the class around. */
  readonly methods: ReadonlySet<string>;
  readonly self: string;
  readonly method: MethodContext | undefined;
  /** Whether what is lowered is a function of its own inside of the method. */
  readonly inBlock: boolean;
  /** What `next` and `break` do. */
  readonly loop: 'block' | 'loop' | undefined;
  /** The loop that `retry` begins again. */
  readonly again?: string | undefined;
}

export function within(context: Context, bindings: Bindings, isBlock: boolean): Context {
  return { ...context, scope: { bindings, outer: isBlock ? context.scope : undefined } };
}

/** What becomes of the value of a last statement. */
export type Sink = (value: Code) => Code;

export const discard: Sink = (value) => [value, ';'];
export const giveBack: Sink = (value) => ['return ', value, ';'];

/** A function of nobody: of Ruby itself, or of what the file requires. */
export function kernelName(name: string): string {
  return `${helper('outer')}(${JSON.stringify(name)}, ${outerName(name.replace(/[?!]$/, ''))})`;
}
