import { help, hole } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { inner, part, type SyntaxNode } from '../tree.ts';
import type { Context, Sink } from './context.ts';
import { expression } from './expressions.ts';
import { patternNames } from './scope.ts';
import { statementsCode } from './statements.ts';

// case x in pattern then …: a literal fits what is equal; what another pattern fits, and gives a name, is not followed
export function matchCode(context: Context, node: SyntaxNode, sink: Sink): Code {
  const value = part(node, 'value');
  if (value === undefined) return hole('case', node, []);
  const name = context.file.fresh.next();
  const all = inner(node);
  const branches = all
    .filter(({ type }) => type === 'in_clause')
    .map((clause, index) => {
      const pattern = part(clause, 'pattern');
      const body = part(clause, 'body');
      return [
        ...[index === 0 ? '' : ' else ', 'if (', fits(context, clause, pattern, name), ') { '],
        ...patternNames(pattern).map((own) => [`${ownName(own)} = `, help('perhaps', clause, []), '; ']),
        ...[body === undefined ? sink('null') : statementsCode(context, inner(body), sink), ' }'],
      ];
    });
  const other = all.find(({ type }) => type === 'else');
  const last = other === undefined ? sink('null') : statementsCode(context, inner(other), sink);
  return at(node, `{ const ${name} = `, expression(context, value), '; ', branches, ' else { ', last, ' } }');
}

function fits(context: Context, clause: SyntaxNode, pattern: SyntaxNode | undefined, subject: string): Code {
  const isLiteral = pattern !== undefined && /^(?:string|simple_symbol|integer|nil|true|false)$/.test(pattern.type);
  if (!isLiteral || part(clause, 'guard') !== undefined) return help('perhaps', clause, []);
  return help('fits', pattern, [expression(context, pattern), subject]);
}
