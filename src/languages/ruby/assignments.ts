import { help, hole, quote } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { inner, part, type SyntaxNode } from '../tree.ts';
import { constantPath } from './constants.ts';
import type { Context } from './context.ts';
import { expression, receiverCode } from './expressions.ts';

/** A value that is set. */
export function assignTo(context: Context, target: SyntaxNode, value: Code): Code {
  switch (target.type) {
    case 'identifier':
      return at(target, '(', ownName(target.text), ' = ', value, ')');
    case 'instance_variable':
    case 'class_variable':
    case 'global_variable':
      return at(target, '(', expression(context, target), ' = ', value, ')');
    case 'constant':
    case 'scope_resolution':
      return constantAssigned(context, target, value);
    case 'element_reference':
      return itemAssigned(context, target, value);
    case 'call':
      return memberAssigned(context, target, value);
    default:
      return hole('assignment', target, [value]);
  }
}

/** The whole name of a constant that is defined here. */
export function definedPath(context: Context, target: SyntaxNode): string | undefined {
  const path = constantPath(target);
  if (path === undefined) return undefined;
  if (path.startsWith('::')) return path.slice(2);
  const [outer] = context.nest;
  return outer === undefined ? path : `${outer}::${path}`;
}

function constantAssigned(context: Context, target: SyntaxNode, value: Code): Code {
  const path = definedPath(context, target);
  return path === undefined ? hole('constant', target, [value]) : help('setConstant', target, [quote(path), value]);
}

function itemAssigned(context: Context, target: SyntaxNode, value: Code): Code {
  const [object, key, ...more] = inner(target);
  if (object === undefined || key === undefined || more.length > 0) return hole('item', target, [value]);
  return help('setItem', target, [expression(context, object), expression(context, key), value]);
}

function memberAssigned(context: Context, target: SyntaxNode, value: Code): Code {
  const [object, name] = [part(target, 'receiver'), part(target, 'method')];
  if (object === undefined || name === undefined) return hole('assignment', target, [value]);
  return help('setMember', target, [receiverCode(context, object), quote(name.text), value]);
}

export function assignmentCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (left === undefined || right === undefined) return 'null';
  const value = expression(context, right);
  return left.type === 'left_assignment_list' ? severalAssigned(context, left, value) : assignTo(context, left, value);
}

// a, (b, *c) = v  ⇒  each element for itself
function severalAssigned(context: Context, left: SyntaxNode, value: Code): Code {
  const list = context.file.fresh.next();
  return [
    `((${list}) => (`,
    elementsAssigned(context, left, list).map((code) => [code, ', ']),
    list,
    '))(',
    help('listed', left, [value]),
    ')',
  ];
}

function elementsAssigned(context: Context, left: SyntaxNode, list: string): Code[] {
  return inner(left).flatMap((target, index): Code[] => {
    if (target.type === 'destructured_left_assignment') {
      const within = context.file.fresh.next();
      return [
        [
          `((${within}) => [`,
          elementsAssigned(context, target, within).map((code) => [code, ', ']),
          '])(',
          `${list}[${index}])`,
        ],
      ];
    }
    if (target.type !== 'rest_assignment') return [assignTo(context, target, `${list}[${index}]`)];
    const [name] = inner(target);
    return name === undefined ? [] : [assignTo(context, name, `[...${list}].slice(${index})`)];
  });
}

// a ||= b, a += b, a <<= b
export function operatorAssignmentCode(context: Context, node: SyntaxNode): Code {
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  const operator = (part(node, 'operator')?.text ?? '').slice(0, -1);
  if (left === undefined || right === undefined) return 'null';
  const sides = [
    left.type === 'identifier' ? ownName(left.text) : expression(context, left),
    expression(context, right),
  ];
  const [before = '', value = ''] = sides;
  if (operator === '||' || operator === '&&')
    return at(node, '(', before, ` ${operator} `, assignTo(context, left, value), ')');
  const names: Readonly<Record<string, string>> = { '+': 'grown', '-': 'grown', '<<': 'shovel', '%': 'percentRuby' };
  const name = names[operator];
  return assignTo(context, left, name === undefined ? hole(operator, node, sides) : help(name, node, sides));
}
