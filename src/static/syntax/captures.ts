import { ts } from 'ts-morph';

/** What a function or class takes from the scopes around it. */
export interface Captures {
  /** The names that are written in it, those of its own and of properties among them; nothing where it may look up any. */
  readonly names: ReadonlySet<string> | undefined;
  /** Whether `this`, `super` or `new.target` of the function around it is meant in it. */
  readonly self: boolean;
  /** Whether the `arguments` of the function around it are meant in it. */
  readonly args: boolean;
}

const known = new WeakMap<ts.Node, Captures>();

export function capturesOf(node: ts.Node): Captures {
  const before = known.get(node);
  if (before !== undefined) return before;
  const names = new Set<string>();
  const found = { self: false, args: false, any: false };
  collect(node, node, names, found, !hasOwnThis(node));
  const captures = { names: found.any ? undefined : names, self: found.self, args: found.args };
  known.set(node, captures);
  return captures;
}

/** @param isOuter whether `this` and `arguments` at this place are those of the function around the whole */
function collect(
  at: ts.Node,
  whole: ts.Node,
  names: Set<string>,
  found: { self: boolean; args: boolean; any: boolean },
  isOuter: boolean,
): void {
  if (ts.isIdentifier(at)) {
    names.add(at.text);
    if (at.text === 'eval') found.any = true;
    if (at.text === 'arguments' && isOuter) found.args = true;
  }
  // A class may say `super` where it says what it extends; that is no harm but a comparison too many.
  const isOwn =
    at.kind === ts.SyntaxKind.ThisKeyword || at.kind === ts.SyntaxKind.SuperKeyword || ts.isMetaProperty(at);
  if (isOwn && isOuter) found.self = true;
  const isInside = isOuter && (at === whole || !hasOwnThis(at));
  ts.forEachChild(at, (child) => collect(child, whole, names, found, isInside));
}

/** Whether `this` and `arguments` inside are its own. */
function hasOwnThis(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && !ts.isArrowFunction(node);
}
