import { ts } from 'ts-morph';
import { copyProperties } from '../heap/copy-properties.ts';
import { arrayOf, defineOwn, freshObject } from '../heap/objects.ts';
import { renderComponent } from '../language/component.ts';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { throughCall } from '../value/text.ts';
import { constant, literal, unknown, type Value } from '../value/value.ts';

// <A on={f}>{e}</A>  ⇒  the component A is used with { on: f, children: e }; <a on={f}>{e}</a> hands f and e out
export function evaluateJsx(
  m: Machine,
  node: ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment,
  scope: Scope,
): Value {
  const children = ts.isJsxSelfClosingElement(node) ? [] : childrenOf(m, node.children, scope);
  if (ts.isJsxFragment(node)) {
    for (const child of children) m.recorder.escapes(child, m.live);
    return element(node);
  }
  const { tagName, attributes } = ts.isJsxElement(node) ? node.openingElement : node;
  const props = propsOf(m, node, attributes, children, scope);
  const component = componentOf(m, tagName, scope);
  if (component === undefined) m.recorder.escapes(props, m.live);
  else renderComponent(m, component, props, node);
  return element(node);
}

function element(node: ts.Node): Value {
  return unknown('external-call', node, 'JSX');
}

/** `undefined` for a tag of the page: its name begins with a small letter, or has a namespace. */
function componentOf(m: Machine, tag: ts.JsxTagNameExpression, scope: Scope): Value | undefined {
  if (ts.isJsxNamespacedName(tag) || (ts.isIdentifier(tag) && /^[a-z]|-/.test(tag.text))) return undefined;
  return m.evaluate(tag, scope);
}

function propsOf(
  m: Machine,
  node: ts.Node,
  attributes: ts.JsxAttributes,
  children: readonly Value[],
  scope: Scope,
): HeapObject {
  const props = freshObject(m, node);
  for (const attribute of attributes.properties) {
    if (ts.isJsxSpreadAttribute(attribute)) {
      copyProperties(m, props, m.evaluate(attribute.expression, scope));
      continue;
    }
    const name = ts.isIdentifier(attribute.name) ? attribute.name.text : attribute.name.getText();
    defineOwn(m, props, name, throughCall(attributeValue(m, attribute, scope), node));
  }
  const [only] = children;
  if (only !== undefined) defineOwn(m, props, 'children', children.length === 1 ? only : arrayOf(m, node, children));
  return props;
}

function attributeValue(m: Machine, { initializer, name }: ts.JsxAttribute, scope: Scope): Value {
  if (initializer === undefined) return constant(true);
  if (ts.isStringLiteral(initializer)) return literal(initializer.text, initializer);
  if (!ts.isJsxExpression(initializer)) return m.evaluate(initializer, scope);
  return initializer.expression === undefined
    ? unknown('unsupported-syntax', name)
    : m.evaluate(initializer.expression, scope);
}

function childrenOf(m: Machine, children: ts.NodeArray<ts.JsxChild>, scope: Scope): Value[] {
  return children.flatMap((child) => {
    if (ts.isJsxText(child)) return child.containsOnlyTriviaWhiteSpaces ? [] : [literal(child.text.trim(), child)];
    if (!ts.isJsxExpression(child)) return [m.evaluate(child, scope)];
    return child.expression === undefined ? [] : [m.evaluate(child.expression, scope)];
  });
}
