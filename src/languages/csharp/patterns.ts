import type { Context } from '../classy/model.ts';
import { typeCode } from '../classy/names.ts';
import { help } from '../kit/build.ts';
import { type Code, joined } from '../kit/code.ts';
import { nodesIn, part, type SyntaxNode } from '../tree.ts';
import { typeNameOf } from './dialect.ts';
import { bindName, expression } from './expressions.ts';
import { innerOf } from './read.ts';

/** Whether a value is as a pattern says. A pattern that is not followed may fit; what it binds is bound. */
export function patternCode(context: Context, value: Code, pattern: SyntaxNode): Code {
  const [only] = innerOf(pattern);
  switch (pattern.type) {
    case 'constant_pattern': {
      if (only === undefined) return help('perhaps', pattern, []);
      return only.type === 'null_literal'
        ? ['(', value, ' == null)']
        : ['(', value, ' === ', expression(context, only), ')'];
    }
    case 'or_pattern':
    case 'and_pattern': {
      const sides = [part(pattern, 'left'), part(pattern, 'right')].filter((side) => side !== undefined);
      return [
        '(',
        joined(
          sides.map((side) => patternCode(context, value, side)),
          pattern.type === 'or_pattern' ? ' || ' : ' && ',
        ),
        ')',
      ];
    }
    case 'negated_pattern':
      return only === undefined ? help('perhaps', pattern, []) : ['!(', patternCode(context, value, only), ')'];
    case 'parenthesized_pattern':
      return only === undefined ? help('perhaps', pattern, []) : patternCode(context, value, only);
    case 'declaration_pattern':
    case 'var_pattern': {
      const name = part(pattern, 'name');
      const type = part(pattern, 'type');
      const known = type === undefined ? undefined : typeNameOf(type);
      return help('isOf', pattern, [
        ...(name === undefined ? [value] : [['(', bindName(context, name), ' = ', value, ')']]),
        ...(known === undefined || type === undefined ? [] : [typeCode(context, known, type)]),
      ]);
    }
    case 'discard':
      return 'true';
    default: {
      const names = [...nodesIn(pattern)]
        .filter(({ type }) => type === 'declaration_pattern')
        .flatMap((one) => part(one, 'name') ?? []);
      return help('isOf', pattern, [
        value,
        ...names.map((name) => ['(', bindName(context, name), ' = ', help('hole', pattern, ['"pattern"', value]), ')']),
      ]);
    }
  }
}
