import { ts } from 'ts-morph';
import type { NotCalls } from '../contract/sdk-rules.ts';
import { callAround, carrierOf, lastName, rootName } from './carrier.ts';
import { fileNames } from './file-names.ts';
import type { ProgramText } from './find-texts.ts';

/** Whether a text goes to a logger, into an error, or is a sentence, where the syntax alone says so. */
export function isForPeople({ node, marketo, pattern }: ProgramText, notCalls: NotCalls): boolean {
  if (isThrown(carrierOf(node))) return true;
  const call = callAround(node);
  if (call !== undefined && isSaid(call, notCalls)) return true;
  return isSentence(pattern.map((piece) => (typeof piece === 'string' ? piece : '{}')).join(''), marketo.shown);
}

function isThrown({ parent }: ts.Node): boolean {
  return parent !== undefined && ts.isThrowStatement(parent);
}

function isSaid(call: ts.CallExpression | ts.NewExpression, { modules, globals, functions, mocks }: NotCalls): boolean {
  const last = lastName(call.expression) ?? '';
  if (/(?:Error|Exception)$/.test(last)) return true;
  const root = rootName(call.expression);
  if (root === undefined) return functions.includes(last) && !mocks.includes(last);
  const { declared, modules: imported } = fileNames(call.getSourceFile());
  const module = imported.get(root)?.replace(/^node:/, '');
  if (module !== undefined && modules.includes(module) && !mocks.includes(module)) return true;
  if (!declared.has(root) && globals.includes(root) && !mocks.includes(root)) return true;
  // A function of the program's own may do with a text whatever it likes, however it is called.
  if (ts.isIdentifier(call.expression) && declared.has(root)) return false;
  return (functions.includes(last) && !mocks.includes(last)) || /(?:^|\.)(?:log|logger)\./i.test(receiverOf(call));
}

function receiverOf({ expression }: ts.CallExpression | ts.NewExpression): string {
  const text = expression.getText();
  return text.length > 200 ? '' : text.replaceAll('?.', '.');
}

const commands = /(?:^|[\s;|&/(])(?:curl|wget|httpie|xh|https?|aria2c|iwr|node|npx|bash|sh)\s/i;
/** What stands in code and not in sentences. */
const codeMarks = /=>|&&|\|\||\$\(|[=+]\s*['"`]|\)\s*[;.]|['"`]\s*[+)]|;\s*$|^\s*[{<[]/m;
const method = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;

/**
 * Words around an address: "see /rest/v1/leads.json for more". Two at least that are plain words: what has a name, a
 * method and a path in a row may be a table that a program reads, and a command line is run.
 */
function isSentence(text: string, shown: string): boolean {
  if (text.length <= shown.length || commands.test(text) || codeMarks.test(text)) return false;
  const words = text
    .split(/\s+/)
    .filter((word) => /^["'(]?[A-Za-z]?[a-z'’-]+["')]?[.,:;!?]*$/.test(word) && !method.test(word));
  return words.length >= 2;
}
