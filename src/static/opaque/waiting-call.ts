import { ts } from 'ts-morph';
import type { FrameworkWaiting } from '../contract/framework-rules.ts';
import type { Machine } from '../machine/machine.ts';
import { importOf } from '../syntax/import-of.ts';
import { isDeclaredOnce, isMade, type Made, resultUse } from '../syntax/result-use.ts';
import type { Library } from '../value/value.ts';
import { isNamed, isOf } from './framework-rows.ts';

/**
 * Whether a call of a library calls nothing of what it is given, now or later: it only keeps that for what is done with
 * its result, and with that nothing is done. `of(1).pipe(tap(f))` is subscribed to by nobody.
 * @param node where the library is called
 */
export function waitsForever(m: Machine, library: Library | undefined, node: ts.Node): boolean {
  if (library === undefined || !isMade(node) || !isCalledBy(node, library)) return false;
  const row = waitingOf(m, library);
  return row?.holds === 'anything' && comesToNothing(m, library, node);
}

/** Whether nothing is done with what a waiting call gives, but to hand it to others of the kind with which nothing is done. */
function comesToNothing(m: Machine, library: Library, node: Made): boolean {
  const row = waitingOf(m, library);
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
    return library !== undefined && waitingOf(m, library) !== undefined;
  });
}

/** Whether what a method is called on is made in the same expression, by waiting calls alone. */
function isFresh(m: Machine, { expression }: Made): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return true;
  const made = expression.expression;
  if (!isMade(made)) return false;
  const library = libraryWritten(m, made.expression);
  const row = library && waitingOf(m, library);
  return row !== undefined && (row.holds === 'anything' || hasOnlyResults(m, made)) && isFresh(m, made);
}

function waitingOf(m: Machine, library: Library): FrameworkWaiting | undefined {
  for (const rules of m.sinks.frameworks) {
    const row = isOf(rules, library) ? rules.waiting.find(({ given }) => isNamed(given, library)) : undefined;
    if (row !== undefined) return row;
  }
  return undefined;
}

/** A library is also called where no call of it is written: by `forEach(f)`, by `f.call()`, by `super()`. */
function isCalledBy({ expression }: Made, { module, path }: Library): boolean {
  if (ts.isPropertyAccessExpression(expression)) return path.split('.').at(-1) === expression.name.text;
  if (!ts.isIdentifier(expression)) return false;
  const imported = importOf(expression.getSourceFile(), expression.text);
  return imported?.module === module && imported.path === path;
}

/** The library that an expression names by the imports of its file. */
function libraryWritten(m: Machine, node: ts.Expression): Library | undefined {
  if (ts.isParenthesizedExpression(node)) return libraryWritten(m, node.expression);
  if (isMade(node)) {
    const callee = libraryWritten(m, node.expression);
    return callee && { ...callee, path: `${callee.path}()` };
  }
  if (ts.isPropertyAccessExpression(node)) {
    const object = libraryWritten(m, node.expression);
    return object && { ...object, path: object.path === '' ? node.name.text : `${object.path}.${node.name.text}` };
  }
  if (!ts.isIdentifier(node) || !isDeclaredOnce(node)) return undefined;
  const file = node.getSourceFile();
  const imported = importOf(file, node.text);
  if (imported === undefined) return undefined;
  const { kind } = m.modules.resolve(imported.module, m.modules.pathOf(file));
  return kind === 'external' ? imported : undefined;
}
