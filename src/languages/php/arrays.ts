import { help, hole } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { helper } from '../kit/names.ts';
import { childrenOf, inner, type SyntaxNode } from '../tree.ts';
import type { Context } from './context.ts';
import { curlOption } from './curl.ts';
import { expression, receiver, targetCode } from './expressions.ts';
import { textKinds } from './kinds.ts';

// [a, b] is a list, ['k' => v] an object; one that has both is an object
export function arrayCode(context: Context, node: SyntaxNode): Code {
  const elements = inner(node);
  if (elements.length === 0) return at(node, context.keyed.has('[]') ? '({})' : '[]');
  const plain = { ...context, keyed: new Set([...context.keyed].filter((name) => name !== '[]')) };
  const hasKeys = elements.some((element) => inner(element).length > 1);
  if (!hasKeys) {
    const values = elements.map((element) => valueCode(plain, element));
    return elements.some((element) => isSpread(element))
      ? spreadArray(plain, node, elements)
      : at(node, '[', joined(values, ', '), ']');
  }
  let place = 0;
  const members = elements.map((element) => {
    const [key, value] = inner(element);
    if (isSpread(element)) return valueCode(plain, element);
    if (key !== undefined && value !== undefined) return memberOf(plain, element, key, value);
    place += 1;
    return [`"${place - 1}": `, valueCode(plain, element)];
  });
  return at(
    node,
    '({',
    joined(
      members.filter((member) => !(Array.isArray(member) && member.length === 0)),
      ', ',
    ),
    '})',
  );
}

// [...$a, 1]: what is spread may have keys
function spreadArray(context: Context, node: SyntaxNode, elements: readonly SyntaxNode[]): Code {
  const parts = elements.map((element) =>
    isSpread(element)
      ? expression(context, inner(inner(element)[0] ?? element)[0] ?? element)
      : ['[', valueCode(context, element), ']'],
  );
  return help('core', node, ['"array_merge"', ...parts]);
}

function isSpread(element: SyntaxNode): boolean {
  return inner(element)[0]?.type === 'variadic_unpacking';
}

function valueCode(context: Context, element: SyntaxNode): Code {
  const [only] = inner(element);
  return only === undefined ? 'undefined' : expression(context, only);
}

function memberOf(context: Context, element: SyntaxNode, key: SyntaxNode, value: SyntaxNode): Code {
  const code = expression(context, value);
  if (/^CURLOPT_\w+$/.test(key.text)) return curlOption(key, expression(context, key), value, code);
  return at(element, '[', expression(context, key), ']: ', code);
}

// $a['k'], $a[$i]; where it is written, what holds it comes into being
export function subscriptCode(context: Context, node: SyntaxNode, isTarget = false): Code {
  const [object, key] = inner(node);
  if (object === undefined) return hole('subscript', node, []);
  const of = isTarget ? holderCode(context, object) : receiver(context, object);
  if (key === undefined) return hole('subscript', node, [of]);
  return at(node, of, '[', keyCode(context, node, key), ']');
}

/** In a text `"$a[k]"` names the key without quotes. */
function keyCode(context: Context, node: SyntaxNode, key: SyntaxNode): Code {
  const isBare = key.type === 'name' && !/^[A-Z_]+$/.test(key.text) && node.text.startsWith('$');
  return isBare ? JSON.stringify(key.text) : expression(context, key);
}

function holderCode(context: Context, object: SyntaxNode): Code {
  if (object.type === 'variable_name') {
    if (object.text === '$this' || context.parameters.includes(object.text)) return expression(context, object);
    return at(object, '(', object.text, ' ??= {})');
  }
  if (object.type === 'subscript_expression' && inner(object).length > 1)
    return at(object, '(', subscriptCode(context, object, true), ' ??= {})');
  return receiver(context, object);
}

// $a[] = v  ⇒  append(a, v)
export function appendCode(context: Context, node: SyntaxNode, left: SyntaxNode, value: Code): Code {
  const [object] = inner(left);
  if (object === undefined) return hole('append', node, [value]);
  const isPlace = /^(?:variable_name|subscript_expression)$/.test(object.type);
  const holder =
    isPlace && object.text !== '$this' && inner(object).length !== 0 && !context.parameters.includes(object.text)
      ? ['(', targetCode(context, object), ' ??= [])']
      : expression(context, object);
  return help('append', node, [holder, value]);
}

// [$a, 'k' => $b]  ⇒  [$a], {k: $b}
export function listPattern(context: Context, node: SyntaxNode): Code {
  const groups = grouped(node);
  const hasKeys = groups.some((group) => group.length > 1);
  const codes = groups.map((group): Code => {
    const [key, value] = group;
    if (key === undefined) return '';
    if (value === undefined) return targetCode(context, key);
    const name =
      textKinds.has(key.type) || key.type === 'integer'
        ? expression(context, key)
        : ['[', expression(context, key), ']'];
    return [name, ': ', targetCode(context, value)];
  });
  return hasKeys
    ? [
        '{',
        joined(
          codes.filter((code) => code !== ''),
          ', ',
        ),
        '}',
      ]
    : ['[', joined(codes, ', '), ']'];
}

/** What stands between the commas; empty where an element is passed over. */
function grouped(node: SyntaxNode): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]];
  for (const child of childrenOf(node)) {
    if (child.type === ',') groups.push([]);
    else if (child.isNamed && child.type !== 'comment') {
      const nodes = child.type === 'array_element_initializer' ? inner(child) : [child];
      groups.at(-1)?.push(...nodes);
    }
  }
  return groups;
}

export function loopOver(node: SyntaxNode, value: Code, withKeys: boolean): Code {
  return [helper(withKeys ? 'entries' : 'values'), '(', at(node, value), ')'];
}
