import { ts } from 'ts-morph';
import { getIndexed } from '../heap/indexed.ts';
import { byIndex } from '../heap/list.ts';
import { openGap } from '../heap/property.ts';
import { spreadSlots } from '../heap/spread.ts';
import { holderOf } from '../language/holder.ts';
import type { Machine } from '../machine/machine.ts';
import { bare } from '../syntax/bare.ts';
import { choiceOf, foundPart, optionsOf } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { isMissing, missingValue, type Option, undefinedValue, type Value } from '../value/value.ts';
import { heldKey } from './held-key.ts';
import { attributeOf, chained, evaluateProperty } from './property.ts';

// f(a), o.m(a), super(a), import('x')
export function evaluateCall(m: Machine, node: ts.CallExpression, scope: Scope): Value {
  const { expression } = node;
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return evaluateImport(m, node, scope);
  if (expression.kind === ts.SyntaxKind.SuperKeyword) return callSuper(m, node, scope);
  const { callee, self } = calleeOf(m, expression, scope);
  const { args, open } = evaluateArguments(m, node.arguments, scope);
  const { called, missing } = splitCallee(callee, node.questionDotToken !== undefined);
  if (called === undefined) return missingValue;
  const result = m.call(called, {
    self: foundPart(self),
    args,
    node,
    openArguments: open,
    ...(isEval(expression) && { scope }),
  });
  giveReceiver(m, called, self, node);
  return missing.length === 0 ? result : choiceOf([...optionsOf(result), ...missing]);
}

/** Called by this name, and by no other, it sees the names of where it is called. */
function isEval(expression: ts.Expression): boolean {
  return ts.isIdentifier(expression) && expression.text === 'eval';
}

/**
 * A method that an object has from code outside the program gets the object: it may call the others. What code outside
 * made it has already.
 */
function giveReceiver(m: Machine, callee: Value, self: Value, node: ts.Node): void {
  if (!optionsOf(callee).some(({ value }) => value.kind === 'unknown')) return;
  for (const { value } of optionsOf(self)) {
    const open = value.kind === 'object' ? openGap(value) : undefined;
    if (open !== undefined && open.hole !== 'input')
      m.recorder.escapes(value, m.live, {
        holder: holderOf(callee) ?? (isOfBase(node) ? 'framework' : undefined),
      });
  }
}

/** `super.start()` is of the class that the program's own extends: what that calls, its rows say. */
function isOfBase(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.expression.kind === ts.SyntaxKind.SuperKeyword
  );
}

/** A lookup that finds nothing is no call, nor is `f?.()` where f is nothing. */
function splitCallee(callee: Value, isOptional: boolean): { called: Value | undefined; missing: Option[] } {
  const findsNothing = ({ value }: Option) =>
    isMissing(value) || (isOptional && value.kind === 'constant' && (value.value ?? undefined) === undefined);
  const options = optionsOf(callee);
  const missing = options.filter(findsNothing);
  if (missing.length === 0) return { called: callee, missing };
  const called =
    missing.length === options.length ? undefined : choiceOf(options.filter((option) => !findsNothing(option)));
  return { called, missing: missing.map(({ world }) => ({ value: missingValue, world })) };
}

/** The function and the object it is called on. */
export function calleeOf(m: Machine, expression: ts.Expression, scope: Scope): { callee: Value; self: Value } {
  const target = ts.skipPartiallyEmittedExpressions(bare(expression));
  if (ts.isPropertyAccessExpression(target)) {
    if (target.expression.kind === ts.SyntaxKind.SuperKeyword) {
      return { callee: evaluateProperty(m, target, scope), self: scope.activation?.self ?? undefinedValue };
    }
    const self = m.evaluate(target.expression, scope);
    return {
      callee: chained(target, self, (single) => attributeOf(m, single, target)),
      self,
    };
  }
  if (ts.isElementAccessExpression(target)) {
    const self = m.evaluate(target.expression, scope);
    const key = m.evaluate(target.argumentExpression, scope);
    const held = heldKey(target.argumentExpression, scope);
    return { callee: chained(target, self, (single) => getIndexed(m, single, key, target, held)), self };
  }
  return { callee: m.evaluate(target, scope), self: undefinedValue };
}

export function evaluateArguments(
  m: Machine,
  nodes: readonly ts.Expression[] | undefined,
  scope: Scope,
): { args: Value[]; open: boolean } {
  const args: Value[] = [];
  let open = false;
  for (const node of nodes ?? []) {
    const value = m.evaluate(ts.isSpreadElement(node) ? node.expression : node, scope);
    const spread = ts.isSpreadElement(node) ? spreadSlots(m, value, node) : { slots: [value], more: undefined };
    const { known, more } = byIndex(spread.slots, spread.more);
    // What stands after a spread of unknown length, and in its unknown part, has no known place among the parameters.
    if (open) for (const misplaced of known) m.recorder.escapes(misplaced, m.live);
    else args.push(...known);
    if (more === undefined) continue;
    m.recorder.escapes(more, m.live);
    open = true;
  }
  return { args, open };
}

// super(a)  ⇒  the base's constructor on this instance
function callSuper(m: Machine, node: ts.CallExpression, scope: Scope): Value {
  const { args } = evaluateArguments(m, node.arguments, scope);
  scope.activation?.constructing?.construct(args, node);
  return undefinedValue;
}

function evaluateImport(m: Machine, node: ts.CallExpression, scope: Scope): Value {
  const [specifier = undefinedValue] = evaluateArguments(m, node.arguments, scope).args;
  return m.load({ specifier, from: m.modules.pathOf(node.getSourceFile()), node, how: 'import' });
}

// new C(a)
export function evaluateNew(m: Machine, node: ts.NewExpression, scope: Scope): Value {
  const callee = m.evaluate(node.expression, scope);
  const { args, open } = evaluateArguments(m, node.arguments, scope);
  return m.construct(callee, { self: undefinedValue, args, node, openArguments: open });
}
