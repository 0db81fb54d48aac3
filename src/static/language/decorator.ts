import { ts } from 'ts-morph';
import { freshObject, nativeFunction, objectOf } from '../heap/objects.ts';
import { getProperty, setProperty } from '../heap/property.ts';
import { symbolOf } from '../heap/symbols.ts';
import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { isSymbolKey } from '../value/symbol-key.ts';
import { constant, literal, undefinedValue, unknown, type Value } from '../value/value.ts';

/**
 * The two standards of decorators: that of TypeScript's `experimentalDecorators` and of Babel's `legacy`, whose
 * decorators get (target, key, descriptor), and that of the language, whose decorators get (value, context).
 */
export type Standard = 'legacy' | 'standard';

/** What the context of a decorator says of what is decorated. */
export interface Decorated {
  readonly kind: 'class' | 'method' | 'getter' | 'setter' | 'field' | 'accessor';
  readonly name: string | undefined;
  readonly isStatic: boolean;
  /** Where `addInitializer` leaves what it gets. */
  readonly initializers: Value[];
}

export interface Decorator {
  readonly node: ts.Decorator;
  readonly callee: Value;
}

/** The decorators of a class, a member or a parameter, in the order in which they are applied. */
export function decoratorsOf(m: Machine, node: ts.Node, scope: Scope): Decorator[] {
  const written = ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [];
  return written
    .map((decorator) => ({ node: decorator, callee: m.evaluate(decorator.expression, scope) }))
    .toReversed();
}

/** Whether nothing is known of what a decorator does. */
export function isOpaque({ callee }: Decorator): boolean {
  return optionsOf(callee).every(({ value }) => value.kind !== 'object' || value.brand === undefined);
}

/** The standards that a decorator may be written for, as far as its own code tells. */
export function standardsOf(callee: Value, kind: Decorated['kind'], node: ts.Node): readonly Standard[] {
  if (kind === 'accessor') return ['standard'];
  const [code] = optionsOf(callee).flatMap(({ value }) =>
    value.kind === 'object' && value.brand?.kind === 'function' ? [value.brand.node] : [],
  );
  const [, second, third] = code?.parameters ?? [];
  if (second?.type !== undefined && /DecoratorContext\b/.test(second.type.getText())) return ['standard'];
  const isLegacy = third !== undefined || /\b(string|symbol|PropertyKey)\b/.test(second?.type?.getText() ?? '');
  return isLegacy || hasParameterDecorators(node.getSourceFile()) ? ['legacy'] : ['legacy', 'standard'];
}

const filesWith = new WeakMap<ts.SourceFile, boolean>();

/** Only the older standard knows decorators of parameters, and a program is compiled by one of them. */
function hasParameterDecorators(file: ts.SourceFile): boolean {
  const known = filesWith.get(file);
  if (known !== undefined) return known;
  const visit = (node: ts.Node): boolean =>
    (ts.isParameter(node) && (ts.getDecorators(node) ?? []).length > 0) || ts.forEachChild(node, visit) === true;
  const answer = visit(file);
  filesWith.set(file, answer);
  return answer;
}

/** The key of a member as its decorators get it. */
export function keyValue(m: Machine, name: string | undefined, at: ts.Node): Value {
  if (name === undefined) return unknown('unknown-key', at);
  return isSymbolKey(name) ? symbolOf(m, name, at) : literal(name, at);
}

/** The second argument of a decorator: { kind, name, static, private, access, addInitializer, metadata }. */
export function contextOf(m: Machine, at: ts.Node, { kind, name, isStatic, initializers }: Decorated): HeapObject {
  const metadata = freshObject(m, at);
  metadata.open = unknown('external-call', at, 'context.metadata').gap;
  return objectOf(m, at, {
    kind: literal(kind, at),
    name: keyValue(m, name, at),
    static: constant(isStatic),
    private: constant(name?.startsWith('#') === true),
    access: accessTo(m, at, name),
    addInitializer: nativeFunction(m, 'addInitializer', (_machine, { args }) => {
      if (args[0] !== undefined) initializers.push(args[0]);
      return undefinedValue;
    }),
    metadata,
  });
}

function accessTo(m: Machine, at: ts.Node, name: string | undefined): HeapObject {
  const key = name ?? '';
  return objectOf(m, at, {
    get: nativeFunction(m, 'get', (machine, { args, node }) =>
      getProperty(machine, args[0] ?? undefinedValue, key, node),
    ),
    set: nativeFunction(m, 'set', (machine, { args, node }) => {
      setProperty(machine, args[0] ?? undefinedValue, key, args[1] ?? undefinedValue, node);
      return undefinedValue;
    }),
    has: nativeFunction(m, 'has', (_machine, { node }) => unknown('not-text', node)),
  });
}
