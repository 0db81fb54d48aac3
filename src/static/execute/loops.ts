import { ts } from 'ts-morph';
import { assignTo } from '../evaluate/assignment.ts';
import { bindName, iterationOf } from '../machine/bind.ts';
import { branchStatements, type Completion } from '../machine/branch.ts';
import type { JumpTarget, Machine } from '../machine/machine.ts';
import type { Scope } from '../machine/scope.ts';
import { truthOf } from '../machine/truth.ts';
import { optionsOf } from '../value/choice.ts';
import { type Gap, literal, unknown, type Value } from '../value/value.ts';

// for (const x of xs) s  ⇒  s once for each known element, then perhaps once more for what else there may be
export function executeForOf(m: Machine, node: ts.ForOfStatement, scope: Scope): Completion {
  const iterated = m.evaluate(node.expression, scope);
  const options = optionsOf(iterated);
  return branchOrRun(
    m,
    node,
    options.map((option) => () => iterate(m, node, iterationOf(m, option.value), scope)),
  );
}

// for (const k in o) s  ⇒  s once for each property name
export function executeForIn(m: Machine, node: ts.ForInStatement, scope: Scope): Completion {
  const object = m.evaluate(node.expression, scope);
  const ways = optionsOf(object).map(({ value }) => () => {
    if (value.kind !== 'object') return iterate(m, node, { known: [], more: unknown('unknown-key', node) }, scope);
    const names = value.elements === undefined ? [...value.properties.keys()] : [...value.elements.keys()].map(String);
    const more = value.open === undefined && value.more === undefined ? undefined : unknown('unknown-key', node);
    return iterate(m, node, { known: names.map((name) => literal(name, value.at)), more }, scope);
  });
  return branchOrRun(m, node, ways);
}

function branchOrRun(m: Machine, node: ts.Node, ways: readonly (() => Completion)[]): Completion {
  const [only] = ways;
  return ways.length === 1 && only !== undefined ? only() : branchStatements(m, m.point(node), ways);
}

function iterate(
  m: Machine,
  node: ts.ForOfStatement | ts.ForInStatement,
  items: { known: Value[]; more: Value | undefined } | undefined,
  scope: Scope,
): Completion {
  const { known, more } = items ?? { known: [], more: unknown('unsupported-syntax', node) };
  const visited = known.slice(0, m.limits.elements);
  const rest = known.length > visited.length ? tooMany(node) : more;
  return loop(m, labelOf(node), node, () => {
    for (const item of visited) {
      const ended = round(m, node, () => runWith(m, node, item, scope));
      if (ended !== 'normal') return ended;
    }
    if (rest === undefined) return 'normal';
    return branchStatements(m, m.point(node), [
      () => round(m, node, () => runWith(m, node, rest, scope)),
      () => 'normal',
    ]);
  });
}

function tooMany(node: ts.Node): Value {
  const gap: Gap = { hole: 'too-many-values', name: undefined, at: node };
  return { kind: 'unknown', gap };
}

function runWith(m: Machine, node: ts.ForOfStatement | ts.ForInStatement, item: Value, outer: Scope): Completion {
  const scope = m.scope(outer);
  const { initializer } = node;
  if (ts.isVariableDeclarationList(initializer)) {
    const name = initializer.declarations[0]?.name;
    if (name !== undefined) bindName(m, name, item, scope);
  } else {
    assignTo(m, initializer, item, scope);
  }
  return m.execute(node.statement, scope);
}

// while (c) s  ⇒  nothing, or s, or s twice: enough to see what one round leaves for the next
export function executeWhile(m: Machine, node: ts.WhileStatement | ts.DoStatement, scope: Scope): Completion {
  const isDo = ts.isDoStatement(node);
  return loop(m, labelOf(node), node, () => {
    const test = () => truthOf(m.evaluate(node.expression, scope));
    if (!isDo && test() === false) return 'normal';
    const first = () => round(m, node, () => m.execute(node.statement, scope));
    const again = (): Completion => {
      if (test() === false) return 'normal';
      return branchStatements(m, m.point(node), [first, () => 'normal']);
    };
    if (isDo) {
      const ended = first();
      return ended === 'normal' ? again() : ended;
    }
    const whole = (): Completion => {
      const ended = first();
      return ended === 'normal' ? again() : ended;
    };
    const isEndless = truthOf(m.evaluate(node.expression, scope)) === true;
    return isEndless ? whole() : branchStatements(m, m.point(node), [whole, () => 'normal']);
  });
}

// for (i; c; n) s  ⇒  like while, with the counters unknown: which round it is does not matter
export function executeFor(m: Machine, node: ts.ForStatement, outer: Scope): Completion {
  const scope = m.scope(outer);
  const { initializer } = node;
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) declareCounters(m, initializer, scope);
    else m.evaluate(initializer, scope);
  }
  return loop(m, labelOf(node), node, () => {
    if (node.condition !== undefined) m.evaluate(node.condition, scope);
    const body = (): Completion => {
      const ended = round(m, node, () => m.execute(node.statement, scope));
      if (ended === 'normal' && node.incrementor !== undefined) m.evaluate(node.incrementor, scope);
      return ended;
    };
    const twice = (): Completion => {
      const ended = body();
      return ended === 'normal' ? branchStatements(m, m.point(node), [body, () => 'normal']) : ended;
    };
    return node.condition === undefined ? twice() : branchStatements(m, m.point(node), [twice, () => 'normal']);
  });
}

function declareCounters(m: Machine, list: ts.VariableDeclarationList, scope: Scope): void {
  for (const declaration of list.declarations) {
    const value = declaration.initializer === undefined ? undefined : m.evaluate(declaration.initializer, scope);
    const isCounter = value?.kind === 'constant' && typeof value.value === 'number';
    const name = ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
    bindName(
      m,
      declaration.name,
      isCounter || value === undefined ? unknown('unknown-key', declaration, name) : value,
      scope,
    );
  }
}

/** Runs a loop: the states at its breaks and its end meet after it. */
function loop(m: Machine, label: string | undefined, node: ts.Node, run: () => Completion): Completion {
  const target: JumpTarget = { label, loop: true, depth: m.store.depth, breaks: [], continues: [] };
  m.targets.push(target);
  const bornBefore = m.store.now;
  const { result, writes } = m.store.fork(run);
  m.targets.pop();
  const states = result === 'normal' ? [writes, ...target.breaks] : target.breaks;
  if (states.length === 0) return result === 'break' || result === 'continue' ? 'normal' : result;
  m.store.join(m.point(node), states, bornBefore);
  return 'normal';
}

/** One round of a loop: the states at its continues and its end meet before the next. */
function round(m: Machine, node: ts.Node, body: () => Completion): Completion {
  const target = m.targets.at(-1);
  const outer = target?.continues.splice(0) ?? [];
  const depth = m.store.depth;
  const bornBefore = m.store.now;
  const { result, writes } = m.store.fork(body);
  const continued = target?.continues.splice(0) ?? [];
  target?.continues.push(...outer);
  const states = result === 'normal' ? [writes, ...continued.map((state) => state)] : continued;
  if (states.length === 0) return result;
  if (m.store.depth === depth) m.store.join(m.point(node), states, bornBefore);
  return 'normal';
}

function labelOf(node: ts.Node): string | undefined {
  return node.parent !== undefined && ts.isLabeledStatement(node.parent) ? node.parent.label.text : undefined;
}
