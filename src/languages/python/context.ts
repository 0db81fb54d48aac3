import { at, type Code } from '../kit/code.ts';
import { type FreshNames, helper, outerName, ownName } from '../kit/names.ts';
import type { SyntaxNode } from '../tree.ts';
import { type Bindings, findScope, type Scope } from './scope.ts';

/** What is said once for a file that is lowered. */
export interface FileContext {
  readonly path: string;
  readonly fresh: FreshNames;
  /** Imports, which stand first whatever they stand in. */
  readonly imports: Code[];
  /** What modules are called that are imported by a name with dots: `urllib.request`. */
  readonly dotted: Map<string, string>;
  /** Modules of which everything is imported. */
  readonly stars: string[];
}

/** Where in the file the lowering is. */
export interface Context {
  readonly file: FileContext;
  readonly scope: Scope;
}

export function within(context: Context, kind: Scope['kind'], bindings: Bindings, className?: string): Context {
  return { ...context, scope: { kind, bindings, outer: context.scope, className } };
}

/** Names that are bound in an expression alone, such as a comprehension's. */
export function withNames(context: Context, names: Iterable<string>): Context {
  return within(context, 'expression', new Map([...names].map((name) => [name, 2])));
}

/** Names of the language for which there is one of JavaScript, or a helper. */
const builtins: Readonly<Record<string, string>> = {
  ...{ True: 'true', False: 'false', None: 'null', Ellipsis: 'null', NotImplemented: 'null' },
  ...{ print: 'console.log', Exception: 'Error', BaseException: 'Error', ValueError: 'Error', RuntimeError: 'Error' },
  ...{ KeyError: 'Error', TypeError: 'Error', NotImplementedError: 'Error', AttributeError: 'Error', OSError: 'Error' },
  ...helped(
    'str len range enumerate zip sorted reversed list tuple set frozenset dict getattr setattr map filter any all',
  ),
  ...helped('next iter min max int repr isinstance hasattr callable type bool'),
};

function helped(names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, helper(name)]));
}

/** A name where its value is meant. */
export function nameCode(context: Context, node: SyntaxNode): Code {
  return at(node, writtenName(context, node.text));
}

export function writtenName({ file, scope }: Context, name: string): string {
  const found = findScope(scope, name);
  if (found?.kind === 'class' && found.className !== undefined) return `${found.className}.${name}`;
  if (found !== undefined) return ownName(name);
  if (name === '__name__' || name === '__file__') return `${helper('start')}("${name}")`;
  const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
  if (builtin !== undefined) return builtin;
  if (file.stars.length === 0) return outerName(name);
  return `(${file.stars.map((star) => `${star}.${name}`).join(' ?? ')})`;
}
