import type { ts } from 'ts-morph';
import { bindName } from '../language/bind.ts';
import { addIntermediate, attempt, throwTo } from '../machine/attempt.ts';
import type { Completion } from '../machine/completion.ts';
import type { Machine } from '../machine/machine.ts';
import { anyOf } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { unknown } from '../value/value.ts';
import { Leaving } from './leaving.ts';

// throw e  ⇒  e is one of what the nearest try block in progress may catch, with the state as it is here
export function executeThrow(m: Machine, node: ts.ThrowStatement, scope: Scope): Completion {
  const value = m.evaluate(node.expression, scope);
  throwTo(m, [value], (depth) => [m.store.writesAbove(depth)]);
  return 'throw';
}

// try { a } catch { b } finally { c }  ⇒  a; perhaps b after any part of a; then c, however a and b are left
export function executeTry(m: Machine, node: ts.TryStatement, scope: Scope): Completion {
  const { catchClause, finallyBlock } = node;
  if (finallyBlock === undefined) return catchClause === undefined ? 'normal' : tryCatch(m, node, catchClause, scope);
  const bornBefore = m.store.now;
  const leaving = new Leaving(m);
  const tried = attempt(m, () =>
    catchClause === undefined ? m.execute(node.tryBlock, scope) : tryCatch(m, node, catchClause, scope),
  );
  leaving.throws(tried.thrown, tried.states);
  const left = leaving.seal();
  const cleanUp = () => m.execute(finallyBlock, scope);
  // Left early, by a jump or by what anything in the block may throw: the clean-up finds the state of that moment.
  const early = m.store.fork(() => {
    m.store.join(m.point(finallyBlock), [tried.writes, new Map(), ...left], bornBefore);
    addIntermediate(m, tried.journal);
    return m.store.fork(cleanUp);
  }).result;
  leaving.end(early.result, early.writes);
  if (tried.result !== 'normal') return early.result === 'normal' ? tried.result : early.result;
  m.store.apply(tried.writes);
  return cleanUp();
}

function tryCatch(m: Machine, node: ts.TryStatement, handler: ts.CatchClause, scope: Scope): Completion {
  const bornBefore = m.store.now;
  const tried = attempt(m, () => m.execute(node.tryBlock, scope));
  const caught = m.store.fork(() => {
    // How much of the try block ran is not known: its effects may or may not be there.
    m.store.join(m.point(node.tryBlock), [tried.writes, new Map(), ...tried.states], bornBefore);
    addIntermediate(m, tried.journal);
    const inside = m.scope(scope);
    const name = handler.variableDeclaration?.name;
    const error = anyOf([...tried.thrown, unknown('external-call', handler, 'error')]);
    if (name !== undefined) bindName(m, name, error, inside);
    return m.execute(handler.block, inside);
  });
  const alive = [tried, caught].filter(({ result }) => result === 'normal').map(({ writes }) => writes);
  if (alive.length === 0) return tried.result === 'throw' ? caught.result : tried.result;
  m.store.join(m.point(node), alive, bornBefore);
  return 'normal';
}
