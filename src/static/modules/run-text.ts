import { ts } from 'ts-morph';
import { hoistFunctionBody } from '../language/hoist.ts';
import type { Machine, TextRequest } from '../machine/machine.ts';
import { hasSyntaxError } from '../syntax/project.ts';
import { mapValue } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { plainText, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';

/** A longer text is a whole library, and is not looked into. */
const maxText = 100_000;

/**
 * Runs a text as code of the program: `eval`, `new Function`, `vm`. A text that is not known whole may do anything, so
 * that whatever is found is less than there may be.
 */
export function runText(m: Machine, request: TextRequest): Value {
  return mapValue(request.code, (code) => {
    const file = parsed(m, code, request);
    if (typeof file !== 'string') return runStatements(m, file, m.scope(request.scope ?? m.globals));
    m.recorder.problem(request.node, file, m.live);
    return unknown('input', request.node, 'eval()');
  });
}

/** The parsed text, or what is wrong with it. */
function parsed(m: Machine, code: Single, { before = '', after = '', node }: TextRequest): ts.SourceFile | string {
  const plain = plainText(code);
  if (plain === undefined || code.kind !== 'text')
    return 'runs a text as code that is put together when the program runs';
  if (plain.length > maxText) return 'runs a text as code that is too long to be followed';
  const at = code.pieces[0]?.at ?? node;
  const file = m.modules.parse(at, { before, code: plain, after });
  return file === undefined || hasSyntaxError(file) ? 'runs a text as code that does not parse' : file;
}

/** The value of the last expression, as `eval` gives it. */
function runStatements(m: Machine, file: ts.SourceFile, scope: Scope): Value {
  hoistFunctionBody(m, file, scope);
  let value: Value = undefinedValue;
  for (const statement of file.statements) {
    if (ts.isExpressionStatement(statement)) value = m.evaluate(statement.expression, scope);
    else if (m.execute(statement, scope) !== 'normal') break;
  }
  return value;
}
