import { help, quote } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { nodesIn, part, type SyntaxNode } from '../tree.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import { autoloadSpecifier } from './language.ts';
import { memberAccess } from './names.ts';

/** Constants of Ruby that are one of JavaScript's, or nothing that matters. */
const builtins: Readonly<Record<string, string>> = {
  ...{ StandardError: 'Error', RuntimeError: 'Error', ArgumentError: 'Error', Exception: 'Error' },
  ...{ NotImplementedError: 'Error', KeyError: 'Error', IOError: 'Error' },
};

/** `A::B` as it is written; `undefined` where what stands before it is worked out. */
export function constantPath(node: SyntaxNode): string | undefined {
  if (node.type === 'constant') return node.text;
  if (node.type !== 'scope_resolution') return undefined;
  const [scope, name] = [part(node, 'scope'), part(node, 'name')];
  if (name?.type !== 'constant') return undefined;
  if (scope === undefined) return `::${name.text}`;
  const path = constantPath(scope);
  return path === undefined ? undefined : `${path}::${name.text}`;
}

// A::B  ⇒  constant("A::B", "M::C,M", require("ruby:A"), …files that may define it)
export function constantCode(context: Context, node: SyntaxNode): Code {
  const path = constantPath(node);
  if (path === undefined) return computedPath(context, node);
  const isTop = path.startsWith('::');
  const name = isTop ? path.slice(2) : path;
  const builtin = context.file.constants.has(name) ? undefined : builtins[name];
  if (builtin !== undefined) return at(node, builtin);
  const nest = isTop ? [] : context.nest;
  const whole = [...nest.map((outer) => `${outer}::${name}`), name];
  const isHere = whole.some((one) => context.file.constants.has(one));
  const files = isHere ? [] : [...nest, ''].map((outer) => requireCode(autoloadSpecifier(outer, name)));
  const library = isHere ? 'undefined' : requireCode(`ruby:${name.split('::')[0]}`);
  return help('constant', node, [quote(name), quote(nest.join()), library, ...files]);
}

export function requireCode(specifier: string): string {
  return `require(${quote(specifier)})`;
}

function computedPath(context: Context, node: SyntaxNode): Code {
  const [scope, name] = [part(node, 'scope'), part(node, 'name')];
  if (scope === undefined || name === undefined) return 'undefined';
  return at(node, expression(context, scope), memberAccess(name.text));
}

/** The constants that a file defines, by their whole names. */
export function constantsIn(root: SyntaxNode): Set<string> {
  const found = new Set<string>();
  const open: { readonly node: SyntaxNode; readonly nest: string }[] = [{ node: root, nest: '' }];
  const inside = (nest: string, name: string) => (nest === '' ? name : `${nest}::${name}`);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const stop = ({ type }: SyntaxNode) => type !== 'module' && type !== 'class' && type !== 'method';
    for (const node of nodesIn(at.node, stop)) {
      const named = part(node, node.type === 'assignment' ? 'left' : 'name');
      const path = named === undefined ? undefined : constantPath(named)?.replace(/^::/, '');
      if (path === undefined) continue;
      if (node.type !== 'assignment' && node.type !== 'module' && node.type !== 'class') continue;
      const whole = inside(at.nest, path);
      found.add(whole);
      if (node.type !== 'assignment') open.push({ node, nest: whole });
    }
  }
  return found;
}
