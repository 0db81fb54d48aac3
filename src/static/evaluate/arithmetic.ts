import { ts } from 'ts-morph';
import { combineValues } from '../value/choice.ts';
import { plainOf } from '../value/compare.ts';
import { constant, unknown, type Value } from '../value/value.ts';

const { SyntaxKind } = ts;

// a - b, a < b  ⇒  known when both are known numbers; texts are compared as texts
export function arithmetic(operator: ts.SyntaxKind, left: Value, right: Value, node: ts.Node): Value {
  return combineValues(left, right, (a, b) => {
    const x = plainOf(a)?.value;
    const y = plainOf(b)?.value;
    const areTexts = typeof x === 'string' && typeof y === 'string' && isComparison(operator);
    if (!areTexts && (typeof x !== 'number' || typeof y !== 'number')) return unknown('not-text', node);
    // Two texts are compared as texts, and `calculate` does the same to both kinds.
    const result = calculate(operator, x as number, y as number);
    return result === undefined ? unknown('not-text', node) : constant(result);
  });
}

function isComparison(operator: ts.SyntaxKind): boolean {
  return operator >= SyntaxKind.LessThanToken && operator <= SyntaxKind.GreaterThanEqualsToken;
}

function calculate(operator: ts.SyntaxKind, x: number, y: number): number | boolean | undefined {
  switch (operator) {
    case SyntaxKind.MinusToken:
      return x - y;
    case SyntaxKind.AsteriskToken:
      return x * y;
    case SyntaxKind.SlashToken:
      return x / y;
    case SyntaxKind.PercentToken:
      return x % y;
    case SyntaxKind.AsteriskAsteriskToken:
      return x ** y;
    case SyntaxKind.LessThanToken:
      return x < y;
    case SyntaxKind.GreaterThanToken:
      return x > y;
    case SyntaxKind.LessThanEqualsToken:
      return x <= y;
    case SyntaxKind.GreaterThanEqualsToken:
      return x >= y;
    default:
      return bitwise(operator, x, y);
  }
}

/** Flags of an enum are written with these. */
function bitwise(operator: ts.SyntaxKind, x: number, y: number): number | undefined {
  switch (operator) {
    case SyntaxKind.AmpersandToken:
      return x & y;
    case SyntaxKind.BarToken:
      return x | y;
    case SyntaxKind.CaretToken:
      return x ^ y;
    case SyntaxKind.LessThanLessThanToken:
      return x << y;
    case SyntaxKind.GreaterThanGreaterThanToken:
      return x >> y;
    case SyntaxKind.GreaterThanGreaterThanGreaterThanToken:
      return x >>> y;
    default:
      return undefined;
  }
}
