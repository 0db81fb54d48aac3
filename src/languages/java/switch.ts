import type { Context } from '../classy/model.ts';
import { inside, isTypeName } from '../classy/names.ts';
import { help, quote } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { childrenOf, nodesIn, part, type SyntaxNode } from '../tree.ts';
import { expression, isExpression } from './expressions.ts';
import { innerOf } from './read.ts';
import { statement } from './statements.ts';

/** As a statement. */
export function switchStatement(context: Context, node: SyntaxNode): Code {
  return switchCode(inside(context), node, (within, body) => [statement(within, body), ' ']);
}

// as an expression: x = switch (y) { case A -> e; … }
export function switchExpression(context: Context, node: SyntaxNode): Code {
  const gives = (within: Context, body: SyntaxNode): Code => {
    const [only] = body.type === 'expression_statement' ? innerOf(body) : [];
    return only === undefined ? statement(within, body) : ['return ', expression(within, only), '; '];
  };
  return ['(() => { ', switchCode(inside(context), node, gives), ' })()'];
}

function switchCode(context: Context, node: SyntaxNode, ruleBody: (context: Context, body: SyntaxNode) => Code): Code {
  const [condition, body] = [part(node, 'condition'), part(node, 'body')];
  const value = condition === undefined ? 'undefined' : expression(context, condition);
  const groups = body === undefined ? [] : innerOf(body);
  const cases = groups.map((group) => {
    const labels = innerOf(group).filter(({ type }) => type === 'switch_label');
    const rest = innerOf(group).filter(({ type }) => type !== 'switch_label');
    const isRule = group.type === 'switch_rule';
    const code = isRule ? rest.map((one) => ruleBody(context, one)) : rest.map((one) => [statement(context, one), ' ']);
    return [labels.map((label) => labelCode(context, label)), '{ ', code, isRule ? 'break; } ' : '} '];
  });
  const isEnum = groups.some((group) =>
    innerOf(group).some((label) => label.type === 'switch_label' && isEnumLabel(label)),
  );
  return at(node, 'switch (', isEnum ? help('enumName', node, [value]) : value, ') { ', cases, '}');
}

/** Constants of enums stand in labels by their names alone. */
function isEnumLabel(label: SyntaxNode): boolean {
  return innerOf(label).some(({ type, text }) => type === 'identifier' && isTypeName(text));
}

function labelCode(context: Context, label: SyntaxNode): Code {
  const values = innerOf(label);
  const isDefault = childrenOf(label).some(({ type }) => type === 'default');
  if (isDefault || values.length === 0) return 'default: ';
  return values.map((value) => {
    if (value.type === 'identifier' && isTypeName(value.text))
      return ['case ', help('enumLabel', value, [quote(value.text), expression(context, value)]), ': '];
    if (isExpression(value)) return ['case ', expression(context, value), ': '];
    for (const child of nodesIn(value)) if (child.type === 'identifier') context.scope.names.add(child.text);
    return ['case ', help('perhaps', value, []), ': '];
  });
}
