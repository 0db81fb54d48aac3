import type { ts } from 'ts-morph';
import { propertySlots } from '../../heap/objects.ts';
import { getProperty } from '../../heap/property.ts';
import type { Machine } from '../../machine/machine.ts';
import { mapValue, optionsOf } from '../../value/choice.ts';
import type { Scope } from '../../value/scope.ts';
import { concat, text } from '../../value/text.ts';
import { isGap, literal, type Text, unknown, type Value } from '../../value/value.ts';
import { textOf } from '../text-of.ts';

/** `<%= e %>`, `<%- e %>` and `${e}`; `<% … %>` is code that may write anything. */
const slot = /<%[-=]([\s\S]{1,200}?)%>|\$\{([^\\}]{1,200})\}|<%([\s\S]{1,2000}?)%>/;

// _.template('a/<%= id %>')({ id })  ⇒  the text with the values of its expressions
export function template(m: Machine, source: Value, data: Value, node: ts.Node): Value {
  return mapValue(source, (single) => (single.kind === 'text' ? filled(m, single, data, node) : single));
}

function filled(m: Machine, source: Text, data: Value, node: ts.Node): Value {
  let whole: Value = literal('');
  for (const piece of source.pieces) {
    if (isGap(piece)) {
      whole = concat(whole, text([piece]));
      continue;
    }
    const parts = piece.text.split(slot);
    // Of every four parts the first is text; one of the others is what stood between the signs.
    for (let index = 0; index < parts.length; index += 4) {
      whole = concat(whole, text([{ ...piece, text: parts[index] ?? '' }]));
      const expression = parts[index + 1] ?? parts[index + 2];
      const code = parts[index + 3];
      if (expression !== undefined) whole = concat(whole, expressionText(m, expression.trim(), piece.at, data, node));
      else if (code !== undefined) whole = concat(whole, unknown('unsupported-syntax', node, 'template'));
    }
  }
  return whole;
}

function expressionText(m: Machine, expression: string, at: ts.Node | undefined, data: Value, node: ts.Node): Value {
  const path = /^[\w$]+(?:\.[\w$]+)*$/.test(expression) ? expression.split('.') : undefined;
  if (path !== undefined && optionsOf(data).some(({ value }) => value.kind !== 'object'))
    return textOf(
      m,
      path.reduce<Value>((inner, key) => getProperty(m, inner, key, node), data),
    );
  const code = literal(expression, at ?? node);
  return textOf(m, m.runText({ code, before: '(', after: ')', scope: scopeOf(m, data), node }));
}

/** The names that an expression of the template sees: the members of the data, and the data itself as `obj`. */
function scopeOf(m: Machine, data: Value): Scope {
  const scope = m.scope(m.globals);
  scope.names.set('obj', m.store.cell(data));
  scope.names.set('data', m.store.cell(data));
  for (const { value } of optionsOf(data)) {
    if (value.kind !== 'object') continue;
    for (const [key] of propertySlots(m, value)) {
      const cell = value.properties.get(key);
      if (cell !== undefined && !scope.names.has(key)) scope.names.set(key, cell);
    }
  }
  return scope;
}
