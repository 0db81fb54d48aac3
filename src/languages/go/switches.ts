import { help } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { inner as children, nodesIn, part, parts, type SyntaxNode } from '../tree.ts';
import { type Context, declare, inner } from './context.ts';
import { expression } from './expressions.ts';
import { statement } from './statements.ts';

// switch x { case a, b: … default: … }  ⇒  switch (x) { case a: case b: { …; break; } default: { … } }
export function switchCode(context: Context, node: SyntaxNode): Code {
  const inside = inner(context);
  const start = startCode(inside, node);
  const value = part(node, 'value');
  const of = value === undefined ? 'true' : expression(inside, value);
  const clauses = clausesOf(node).map((clause) => {
    const list = part(clause, 'value');
    const tests =
      list === undefined ? [] : children(list).map((one) => at(one, 'case ', expression(inside, one), ': '));
    return [clause.type === 'default_case' ? 'default: ' : tests, bodyCode(inside, clause)];
  });
  return ['{ ', start, at(node, 'switch (', of, ') { '), clauses, '} }'];
}

/** Which type a value has is not followed: each case may run. */
export function typeSwitchCode(context: Context, node: SyntaxNode): Code {
  const inside = inner(context);
  const start = startCode(inside, node);
  const alias = parts(node, 'alias').flatMap((list) => (list.type === 'expression_list' ? children(list) : [list]))[0];
  const value = part(node, 'value');
  const of = value === undefined ? 'undefined' : expression(inside, value);
  const name = alias === undefined ? context.file.fresh.next() : declare(inside, alias.text);
  return ['{ ', start, at(node, `const ${name} = `, of, '; '), eitherCode(inside, node), '}'];
}

export function selectCode(context: Context, node: SyntaxNode): Code {
  return eitherCode(inner(context), node);
}

function eitherCode(context: Context, node: SyntaxNode): Code {
  const clauses = clausesOf(node).map((clause) => {
    const inside = inner(context);
    const communication = part(clause, 'communication');
    const first = communication === undefined ? '' : statement(inside, communication);
    const word = clause.type === 'default_case' ? 'default: ' : ['case ', help('perhaps', clause, []), ': '];
    return [word, '{ ', first, bodyCode(inside, clause), ' break; } '];
  });
  return at(node, 'switch (true) { ', clauses, '} ');
}

function startCode(context: Context, node: SyntaxNode): Code {
  const first = part(node, 'initializer');
  return first === undefined ? '' : statement(context, first);
}

function clausesOf(node: SyntaxNode): SyntaxNode[] {
  return children(node).filter(({ type }) => /_case$/.test(type));
}

function bodyCode(context: Context, clause: SyntaxNode): Code {
  const inside = inner(context);
  const lists = children(clause).filter(({ type }) => type === 'statement_list');
  return ['{ ', lists.map((list) => statement(inside, list)), fallsThrough(clause) ? '' : ' break;', '} '];
}

function fallsThrough(clause: SyntaxNode): boolean {
  for (const { type } of nodesIn(clause)) if (type === 'fallthrough_statement') return true;
  return false;
}
