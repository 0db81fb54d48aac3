import { help } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { inner, nodesIn, part, parts, type SyntaxNode } from '../tree.ts';
import { type Context, writtenName } from './context.ts';
import { expression } from './expressions.ts';
import { block } from './statements.ts';

// match x: case "a" | "b": …  ⇒  if (x === "a" || x === "b") …; what is no literal may fit
export function matchCode(context: Context, node: SyntaxNode): Code {
  const subject = parts(node, 'subject')[0];
  const body = part(node, 'body');
  if (subject === undefined || body === undefined) return '';
  const name = context.file.fresh.next();
  const cases = inner(body).filter(({ type }) => type === 'case_clause');
  const branches = cases.map((clause, index) => [
    ...[index === 0 ? '' : ' else ', 'if (', fits(context, clause, name), ') { '],
    ...[capturesCode(context, clause), block(context, part(clause, 'consequence')), ' }'],
  ]);
  return at(node, `{ const ${name} = `, expression(context, subject), '; ', branches, ' }');
}

function fits(context: Context, clause: SyntaxNode, subject: string): Code {
  const pattern = inner(clause).find(({ type }) => type === 'case_pattern');
  const guard = inner(clause).find(({ type }) => type === 'if_clause');
  const literals = pattern === undefined ? undefined : literalsOf(pattern);
  if (guard !== undefined || pattern === undefined) return help('perhaps', clause, []);
  if (inner(pattern).length === 0) return 'true';
  if (literals === undefined) return help('perhaps', clause, []);
  return joined(
    literals.map((literal) => [subject, ' === ', expression(context, literal)]),
    ' || ',
  );
}

/** The literals that a pattern is, and nothing else. */
function literalsOf(pattern: SyntaxNode): SyntaxNode[] | undefined {
  const found: SyntaxNode[] = [];
  for (const child of inner(pattern)) {
    if (/^(?:string|integer|none|true|false)$/.test(child.type)) found.push(child);
    else if (child.type === 'union_pattern' || child.type === 'case_pattern') {
      const more = literalsOf(child);
      if (more === undefined) return undefined;
      found.push(...more);
    } else return undefined;
  }
  return found;
}

/** What a pattern gives a name is not followed. */
function capturesCode(context: Context, clause: SyntaxNode): Code {
  const pattern = inner(clause).find(({ type }) => type === 'case_pattern');
  const names: Code[] = [];
  for (const node of pattern === undefined ? [] : nodesIn(pattern)) {
    if (node.type === 'dotted_name' && !node.text.includes('.'))
      names.push(at(node, writtenName(context, node.text), ' = ', help('perhaps', node, []), '; '));
  }
  return names;
}
