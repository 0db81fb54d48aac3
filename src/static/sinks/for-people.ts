import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';

/** Loggers, errors and assertions: what they get is read by people, not sent to Marketo. */
export function isForPeople(m: Machine, name: string | undefined, node: ts.Node): boolean {
  if (name === undefined) return false;
  const { functions, globals } = m.sinks.notCalls;
  const parts = name.split('.');
  return (
    functions.includes(parts.at(-1) ?? '') ||
    globals.includes(parts[0] ?? '') ||
    (logs.test(name) && !asks.test(parts.at(-1) ?? '')) ||
    isMakingError(parts, node)
  );
}

const logs = /(^|\.)(log|logger|console)(\.|$)/i;

/** What clients are asked by and loggers are not: `logger.post(path)` is of a client that writes down what it sends. */
const asks = /^(get|post|put|patch|delete|del|head|request|fetch|send|query|execute)$/i;

/** Names of classes of errors, as they stand in a text: a language's own may end in a sign that is not seen. */
const errorClass = /(?<![\p{L}\d_$])(?:\p{Lu}[\p{L}\d_]*)?(?:Error|Exception)(?![\p{L}\d_$])/u;

/** What an error is made with is its message: `new TypeError(path)`, `super(path)` and `Error.call(this, path)` in a class of errors. */
function isMakingError(parts: readonly string[], node: ts.Node): boolean {
  if (parts[0] === 'super') return isInErrorClass(node);
  const maker = parts.at(-1) === 'call' ? parts.slice(0, parts.includes('prototype') ? -3 : -1) : parts;
  const last = maker.at(-1) ?? '';
  return errorClass.exec(last)?.[0].length === last.length;
}

/** Whether the class around is one of errors, by its own name or by that of its base. */
function isInErrorClass(node: ts.Node): boolean {
  const type = ts.findAncestor(node, ts.isClassLike);
  if (type === undefined) return false;
  const base = type.heritageClauses?.[0]?.getText() ?? '';
  return errorClass.test(base) || errorClass.test(type.name?.text ?? '');
}
