import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { bare } from '../syntax/bare.ts';
import { isSettled } from '../syntax/settled-names.ts';
import type { Cell } from '../value/cell.ts';
import { choiceOf, optionsOf } from '../value/choice.ts';
import { compare } from '../value/compare.ts';
import type { Scope } from '../value/scope.ts';
import { singleTruth } from '../value/truth.ts';
import { constant, isGap, literal, plainText, type Single, undefinedValue, type Value } from '../value/value.ts';
import { typeName } from './unary.ts';

const { SyntaxKind } = ts;

/** What a condition leaves of the names that it tests, when it goes one way. */
export type Left = ReadonlyMap<Cell, Value>;

/** How deep a condition is looked into. */
const maxDepth = 12;

/**
 * The values of the names in a condition for which it can go this way. Only names are looked at that nothing else can
 * write to in between, and only what the condition surely excludes is left out.
 */
export function leftBy(m: Machine, condition: ts.Expression, way: boolean, scope: Scope): Left {
  const left = new Map<Cell, Value>();
  narrow(m, condition, way, scope, left, 0);
  return left;
}

function narrow(
  m: Machine,
  written: ts.Expression,
  way: boolean,
  scope: Scope,
  left: Map<Cell, Value>,
  depth: number,
): void {
  const node = bare(written);
  if (depth > maxDepth) return;
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken)
    narrow(m, node.operand, !way, scope, left, depth + 1);
  else if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    // Both sides of an "and" hold where it does, and neither of an "or" where it does not.
    if (operator === (way ? SyntaxKind.AmpersandAmpersandToken : SyntaxKind.BarBarToken)) {
      narrow(m, node.left, way, scope, left, depth + 1);
      narrow(m, node.right, way, scope, left, depth + 1);
    } else narrowByEquality(m, node, way, scope, left);
  } else keepOf(m, node, scope, left, (single) => keptByTruth(single, way));
}

function keptByTruth(single: Single, way: boolean): Single | undefined {
  if (singleTruth(single) === !way) return undefined;
  return single.kind === 'unknown' ? { ...single, truth: way } : single;
}

const equalities = new Map<ts.SyntaxKind, { readonly loose: boolean; readonly equal: boolean }>([
  [SyntaxKind.EqualsEqualsToken, { loose: true, equal: true }],
  [SyntaxKind.EqualsEqualsEqualsToken, { loose: false, equal: true }],
  [SyntaxKind.ExclamationEqualsToken, { loose: true, equal: false }],
  [SyntaxKind.ExclamationEqualsEqualsToken, { loose: false, equal: false }],
]);

function narrowByEquality(
  m: Machine,
  node: ts.BinaryExpression,
  way: boolean,
  scope: Scope,
  left: Map<Cell, Value>,
): void {
  const equality = equalities.get(node.operatorToken.kind);
  if (equality === undefined) return;
  const isSame = equality.equal === way;
  for (const [one, other] of [
    [bare(node.left), bare(node.right)],
    [bare(node.right), bare(node.left)],
  ] as const) {
    const known = settledValue(m, other, scope);
    if (known === undefined) continue;
    if (ts.isTypeOfExpression(one))
      keepOf(m, bare(one.expression), scope, left, (single) => keptByType(single, plainText(known), isSame));
    else
      keepOf(m, one, scope, left, (single) => keptByEquality(single, known, node, { loose: equality.loose, isSame }));
  }
}

function keptByType(single: Single, type: string | undefined, isSame: boolean): Single | undefined {
  const name = typeName(single);
  return name === undefined || type === undefined || (name === type) === isSame ? single : undefined;
}

/** Compared with one known value: something unknown that equals a text is that text. */
export function keptByEquality(
  single: Single,
  known: Single,
  node: ts.Node,
  { loose, isSame }: { readonly loose: boolean; readonly isSame: boolean },
): Single | undefined {
  const answer = compare(single, known, node, { loose, equal: true });
  if (answer.kind === 'constant') return answer.value === isSame ? single : undefined;
  const text = plainText(known);
  return isSame && isUnknown(single) && text !== undefined && text !== '' ? known : single;
}

function isUnknown(single: Single): boolean {
  if (single.kind === 'text') return single.pieces.length === 1 && single.pieces.every(isGap);
  return single.kind === 'unknown';
}

/** Keeps of what a name holds what `keep` gives; a name of which nothing would be left is left alone. */
export function keepOf(
  m: Machine,
  node: ts.Expression,
  scope: Scope,
  left: Map<Cell, Value>,
  keep: (single: Single) => Single | undefined,
): void {
  if (!ts.isIdentifier(node) || !isSettled(node)) return;
  const cell = scope.find(node.text);
  if (cell === undefined) return;
  const options = optionsOf(left.get(cell) ?? m.store.readTested(cell));
  const kept = options.flatMap((option) => {
    const now = keep(option.value);
    return now === undefined ? [] : [{ ...option, value: now }];
  });
  if (kept.length > 0) left.set(cell, choiceOf(kept));
}

/** A single value that a condition compares with: written out, or held by a settled name. */
export function settledValue(m: Machine, node: ts.Expression, scope: Scope): Single | undefined {
  if (ts.isStringLiteralLike(node)) return literal(node.text, node);
  if (ts.isNumericLiteral(node)) return constant(Number(node.text));
  if (node.kind === SyntaxKind.TrueKeyword) return constant(true);
  if (node.kind === SyntaxKind.FalseKeyword) return constant(false);
  if (node.kind === SyntaxKind.NullKeyword) return constant(null);
  if (!ts.isIdentifier(node)) return undefined;
  const cell = scope.find(node.text);
  if (cell === undefined) return node.text === 'undefined' ? undefinedValue : undefined;
  const value = isSettled(node) ? m.store.read(cell) : undefined;
  return value === undefined || value.kind === 'choice' || value.kind === 'unknown' ? undefined : value;
}

/** Whether all that a condition asks is settled: then its answer holds for as long as the way goes. */
export function isSettledCondition(written: ts.Expression, depth = 0): boolean {
  const node = bare(written);
  if (depth > maxDepth) return false;
  if (ts.isIdentifier(node)) return node.text === 'undefined' || isSettled(node);
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === SyntaxKind.ExclamationToken && isSettledCondition(node.operand, depth + 1);
  if (ts.isTypeOfExpression(node)) return isSettledCondition(node.expression, depth + 1);
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    const isTest = equalities.has(operator) || connectives.has(operator);
    return isTest && isSettledCondition(node.left, depth + 1) && isSettledCondition(node.right, depth + 1);
  }
  return ts.isLiteralExpression(node) || words.has(node.kind);
}

const connectives = new Set([SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken]);
const words = new Set([SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.NullKeyword]);
