import { ts } from 'ts-morph';
import { arrayOf, defineOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { textOf } from '../natives/text-of.ts';
import { foundPart } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { concat } from '../value/text.ts';
import { literal, type Value } from '../value/value.ts';
import { calleeOf } from './call.ts';

// `a${e}b`  ⇒  a, then e's value as text, then b
export function evaluateTemplate(m: Machine, node: ts.TemplateExpression, scope: Scope): Value {
  let whole: Value = literal(node.head.text, node);
  for (const span of node.templateSpans) {
    whole = concat(whole, textOf(m, m.evaluate(span.expression, scope)));
    whole = concat(whole, literal(span.literal.text, node));
  }
  return whole;
}

// tag`a${e}b`  ⇒  a call of tag; String.raw is the template itself
export function evaluateTagged(m: Machine, node: ts.TaggedTemplateExpression, scope: Scope): Value {
  const { template } = node;
  if (ts.isPropertyAccessExpression(node.tag) && node.tag.getText() === 'String.raw') {
    return rawText(m, template, scope);
  }
  const { callee, self } = calleeOf(m, node.tag, scope);
  const isPlain = ts.isNoSubstitutionTemplateLiteral(template);
  const parts = isPlain ? [template] : [template.head, ...template.templateSpans.map((span) => span.literal)];
  const texts = arrayOf(
    m,
    template,
    parts.map((part) => literal(part.text, template)),
  );
  const raw = parts.map((part) => literal(writtenText(part), template));
  defineOwn(m, texts, 'raw', arrayOf(m, template, raw));
  const values = isPlain ? [] : template.templateSpans.map((span) => m.evaluate(span.expression, scope));
  return m.call(callee, { self: foundPart(self), args: [texts, ...values], node });
}

// String.raw`a\n${e}`  ⇒  the template with its backslashes as they are written
function rawText(m: Machine, template: ts.TemplateLiteral, scope: Scope): Value {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return literal(writtenText(template), template);
  return template.templateSpans.reduce<Value>(
    (whole, span) =>
      concat(
        concat(whole, textOf(m, m.evaluate(span.expression, scope))),
        literal(writtenText(span.literal), template),
      ),
    literal(writtenText(template.head), template),
  );
}

function writtenText(node: ts.TemplateLiteralLikeNode): string {
  return node.rawText ?? node.text;
}
