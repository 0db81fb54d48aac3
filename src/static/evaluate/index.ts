import { ts } from 'ts-morph';
import { awaited } from '../heap/thenable.ts';
import { makeClass } from '../language/class.ts';
import type { Machine } from '../machine/machine.ts';
import type { Scope } from '../value/scope.ts';
import { constant, literal, undefinedValue, unknown, type Value } from '../value/value.ts';
import { evaluateAssignment, isAssignment } from './assignment.ts';
import { evaluateBinary } from './binary.ts';
import { evaluateCall, evaluateNew } from './call.ts';
import { evaluateConditional } from './conditional.ts';
import { evaluateFunction } from './function.ts';
import { evaluateIdentifier, evaluateMeta, evaluateSuper, evaluateThis } from './identifier.ts';
import { evaluateJsx } from './jsx.ts';
import { evaluateArray, evaluateObject, evaluateRegex } from './literals.ts';
import { evaluateElement, evaluateProperty } from './property.ts';
import { evaluateTagged, evaluateTemplate } from './template.ts';
import { evaluateDelete, evaluatePostfix, evaluatePrefix, evaluateTypeOf } from './unary.ts';
import { evaluateYield } from './yield.ts';

type Rule = (m: Machine, node: never, scope: Scope) => Value;

const { SyntaxKind } = ts;

/** One rule for each kind of expression; every kind that is missing here ends in a hole. */
const rules: Partial<Record<ts.SyntaxKind, Rule>> = {
  [SyntaxKind.StringLiteral]: (_m, node: ts.StringLiteral) => literal(node.text, node),
  [SyntaxKind.NoSubstitutionTemplateLiteral]: (_m, node: ts.NoSubstitutionTemplateLiteral) => literal(node.text, node),
  [SyntaxKind.NumericLiteral]: (_m, node: ts.NumericLiteral) => constant(Number(node.text)),
  [SyntaxKind.BigIntLiteral]: (_m, node: ts.BigIntLiteral) => constant(Number.parseInt(node.text, 10)),
  [SyntaxKind.TrueKeyword]: () => constant(true),
  [SyntaxKind.FalseKeyword]: () => constant(false),
  [SyntaxKind.NullKeyword]: () => constant(null),
  [SyntaxKind.RegularExpressionLiteral]: evaluateRegex,
  [SyntaxKind.TemplateExpression]: evaluateTemplate,
  [SyntaxKind.TaggedTemplateExpression]: evaluateTagged,
  [SyntaxKind.Identifier]: evaluateIdentifier,
  [SyntaxKind.ThisKeyword]: evaluateThis,
  [SyntaxKind.SuperKeyword]: evaluateSuper,
  [SyntaxKind.ObjectLiteralExpression]: evaluateObject,
  [SyntaxKind.ArrayLiteralExpression]: evaluateArray,
  [SyntaxKind.FunctionExpression]: evaluateFunction,
  [SyntaxKind.ArrowFunction]: evaluateFunction,
  [SyntaxKind.ClassExpression]: (m, node: ts.ClassExpression, scope) => makeClass(m, node, scope),
  [SyntaxKind.PropertyAccessExpression]: evaluateProperty,
  [SyntaxKind.ElementAccessExpression]: evaluateElement,
  [SyntaxKind.CallExpression]: evaluateCall,
  [SyntaxKind.NewExpression]: evaluateNew,
  [SyntaxKind.ConditionalExpression]: evaluateConditional,
  [SyntaxKind.BinaryExpression]: (m, node: ts.BinaryExpression, scope) =>
    isAssignment(node) ? evaluateAssignment(m, node, scope) : evaluateBinary(m, node, scope),
  [SyntaxKind.PrefixUnaryExpression]: evaluatePrefix,
  [SyntaxKind.PostfixUnaryExpression]: evaluatePostfix,
  [SyntaxKind.TypeOfExpression]: evaluateTypeOf,
  [SyntaxKind.DeleteExpression]: evaluateDelete,
  [SyntaxKind.YieldExpression]: evaluateYield,
  // A promise is followed as the value it brings; other thenables say what they bring.
  [SyntaxKind.AwaitExpression]: (m, node: ts.AwaitExpression, scope) => {
    const value = m.evaluate(node.expression, scope);
    // What waits shows what it has written so far.
    m.store.mayStop();
    return awaited(m, value, node);
  },
  // What these wrap is what they are worth.
  [SyntaxKind.ParenthesizedExpression]: inner,
  [SyntaxKind.AsExpression]: inner,
  [SyntaxKind.SatisfiesExpression]: inner,
  [SyntaxKind.NonNullExpression]: inner,
  [SyntaxKind.TypeAssertionExpression]: inner,
  [SyntaxKind.ExpressionWithTypeArguments]: inner,
  [SyntaxKind.VoidExpression]: (m, node: ts.VoidExpression, scope) => {
    m.evaluate(node.expression, scope);
    return undefinedValue;
  },
  [SyntaxKind.MetaProperty]: evaluateMeta,
  [SyntaxKind.JsxElement]: evaluateJsx,
  [SyntaxKind.JsxSelfClosingElement]: evaluateJsx,
  [SyntaxKind.JsxFragment]: evaluateJsx,
};

export function evaluate(m: Machine, node: ts.Expression, scope: Scope): Value {
  const rule = rules[node.kind];
  // The table pairs each kind with the rule for its node type; the compiler cannot follow that through an index.
  return rule === undefined ? unknown('unsupported-syntax', node) : rule(m, node as never, scope);
}

function inner(m: Machine, node: ts.Expression & { readonly expression: ts.Expression }, scope: Scope): Value {
  return m.evaluate(node.expression, scope);
}
