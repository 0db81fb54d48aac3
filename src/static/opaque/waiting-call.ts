import { ts } from 'ts-morph';
import type { FrameworkWaiting } from '../contract/framework-rules.ts';
import type { Machine } from '../machine/machine.ts';
import { importOf } from '../syntax/import-of.ts';
import { isMade, type Made, resultUse } from '../syntax/result-use.ts';
import type { Library } from '../value/value.ts';
import { isNamed, isOf } from './framework-rows.ts';
import { libraryWritten } from './written-library.ts';

/**
 * What a call of a library may call of what it is given. Nothing of that of which it calls nothing, now or later: it
 * only keeps it for what is done with its result, and with that nothing is done. `of(1).pipe(tap(f))` is subscribed to
 * by nobody.
 * @param node where the library is called
 */
export function notWaiting<Given>(
  m: Machine,
  library: Library | undefined,
  node: ts.Node,
  args: readonly Given[],
): readonly Given[] {
  if (library === undefined || !isMade(node) || !isCalledBy(node, library)) return args;
  const row = waitingOf(m, library, node);
  if (row?.holds !== 'anything' || !comesToNothing(m, library, node)) return args;
  const { argument } = row;
  if (argument === undefined) return [];
  const isSpread = (node.arguments ?? []).some(ts.isSpreadElement);
  return isSpread ? args : args.filter((_, index) => index !== argument);
}

/** Whether nothing is done with what a waiting call gives, but to hand it to others of the kind with which nothing is done. */
function comesToNothing(m: Machine, library: Library, node: Made): boolean {
  const row = waitingOf(m, library, node);
  if (row === undefined || (row.holds === 'results' && !hasOnlyResults(m, node))) return false;
  if (row.keptBy === 'receiver' && !isFresh(m, node)) return false;
  const use = resultUse(node);
  if (typeof use === 'string') return use === 'nothing';
  const next = libraryWritten(m, use.call.expression);
  return next !== undefined && comesToNothing(m, next, use.call);
}

/** A function of the program among them may do with the others what it wants: `source.pipe(tap(f), ownOperator)`. */
function hasOnlyResults(m: Machine, node: Made): boolean {
  return (node.arguments ?? []).every((argument) => {
    if (!isMade(argument)) return ts.isLiteralExpression(argument);
    const library = libraryWritten(m, argument.expression);
    return library !== undefined && waitingOf(m, library, argument) !== undefined;
  });
}

/** Whether what a method is called on is made in the same expression, by waiting calls alone. */
function isFresh(m: Machine, { expression }: Made): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return true;
  const made = expression.expression;
  if (!isMade(made)) return false;
  const library = libraryWritten(m, made.expression);
  const row = library && waitingOf(m, library, made);
  return row !== undefined && (row.holds === 'anything' || hasOnlyResults(m, made)) && isFresh(m, made);
}

function waitingOf(m: Machine, library: Library, node: Made): FrameworkWaiting | undefined {
  for (const rules of m.sinks.frameworks) {
    if (!isOf(rules, library)) continue;
    const row = rules.waiting.find((one) => isNamed(one.given, library) && isSaid(one, node));
    if (row !== undefined) return row;
  }
  return undefined;
}

/** Whether a call says all that makes it one that waits. */
function isSaid({ option, without }: FrameworkWaiting, node: Made): boolean {
  if (option === undefined && without.length === 0) return true;
  const properties = optionsWritten(node.arguments ?? []);
  if (properties === undefined || without.some((name) => properties.has(name))) return false;
  const value = option && properties.get(option.name);
  return option === undefined || (value !== undefined && isLiteral(value, option.is));
}

/** The properties of the one object among the arguments; `undefined` where not all that it holds is written there. */
function optionsWritten(args: readonly ts.Expression[]): ReadonlyMap<string, ts.Expression | undefined> | undefined {
  const [object, ...more] = args.filter(ts.isObjectLiteralExpression);
  if (object === undefined || more.length > 0 || args.some(ts.isSpreadElement)) return undefined;
  const found = new Map<string, ts.Expression | undefined>();
  for (const property of object.properties) {
    const name = property.name && nameText(property.name);
    if (name === undefined || found.has(name)) return undefined;
    found.set(name, ts.isPropertyAssignment(property) ? property.initializer : undefined);
  }
  return found;
}

function nameText(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}

function isLiteral(node: ts.Expression, value: boolean | number): boolean {
  if (ts.isNumericLiteral(node)) return Number(node.text) === value;
  return node.kind === (value === true ? ts.SyntaxKind.TrueKeyword : ts.SyntaxKind.FalseKeyword) && value !== 0;
}

/** A library is also called where no call of it is written: by `forEach(f)`, by `f.call()`, by `super()`. */
function isCalledBy({ expression }: Made, { module, path }: Library): boolean {
  if (ts.isPropertyAccessExpression(expression)) return path.split('.').at(-1) === expression.name.text;
  if (!ts.isIdentifier(expression)) return false;
  const imported = importOf(expression.getSourceFile(), expression.text);
  return imported?.module === module && imported.path === path;
}
