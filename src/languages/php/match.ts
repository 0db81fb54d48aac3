import { hole } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { inner, part, type SyntaxNode } from '../tree.ts';
import { type Context, spareName } from './context.ts';
import { expression, partCode } from './expressions.ts';

// match ($x) { a, b => v, default => w }  ⇒  (s = x, s === a || s === b ? v : w)
export function matchCode(context: Context, node: SyntaxNode): Code {
  const [subject, body] = [part(node, 'condition'), part(node, 'body')];
  if (subject === undefined || body === undefined) return hole('match', node, []);
  const name = spareName(context);
  const arms = inner(body);
  const whole = arms.reduceRight<Code>(
    (others, arm) => {
      const value = partCode(context, arm, 'return_expression');
      if (arm.type === 'match_default_expression') return others;
      const list = part(arm, 'conditional_expressions');
      const tests = (list === undefined ? [] : inner(list)).map((one) => [name, ' === ', expression(context, one)]);
      return ['(', joined(tests, ' || '), ' ? ', value, ' : ', others, ')'];
    },
    defaultArm(context, arms),
  );
  return at(node, `(${name} = `, expression(context, subject), ', ', whole, ')');
}

function defaultArm(context: Context, arms: readonly SyntaxNode[]): Code {
  const last = arms.find(({ type }) => type === 'match_default_expression');
  return last === undefined ? '(() => { throw new Error("match"); })()' : partCode(context, last, 'return_expression');
}
