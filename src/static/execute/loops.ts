import { ts } from 'ts-morph';
import { assignTo } from '../evaluate/assignment.ts';
import { generatorsIn, runGenerator } from '../heap/generator.ts';
import { type Iteration, iterationOf } from '../heap/iteration.ts';
import { drive, iteratorIn } from '../heap/iterator.ts';
import { namedSlots } from '../heap/objects.ts';
import { chainOf } from '../heap/property.ts';
import { awaited } from '../heap/thenable.ts';
import { membersWalk, type Walk, walkOver } from '../heap/walk.ts';
import { bindName } from '../language/bind.ts';
import { disposeOf } from '../language/dispose.ts';
import { branchStatements } from '../machine/branch.ts';
import type { Completion } from '../machine/completion.ts';
import type { Machine } from '../machine/machine.ts';
import { isNested, loop, maybe, round, rounds } from '../machine/rounds.ts';
import { listProperties } from '../natives/list-properties.ts';
import type { GeneratorBrand } from '../value/brand.ts';
import { anyOf, mapValue, mayBeAbsent, optionsOf, presentPart, withoutInterference } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { keyOf } from '../value/key-of.ts';
import type { Scope } from '../value/scope.ts';
import { truthOf } from '../value/truth.ts';
import { type Gap, isAbsent, literal, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { labelOf } from './label.ts';
import { iterateStepwise } from './stepwise.ts';

// for (const x of xs) s  ⇒  s once for each known element, then perhaps once more for what else there may be
export function executeForOf(m: Machine, node: ts.ForOfStatement, scope: Scope): Completion {
  const iterated = withoutInterference(m.evaluate(node.expression, scope));
  const ways = optionsOf(iterated).map(
    ({ value }) =>
      () =>
        iterateOver(m, node, value, scope),
  );
  return branchOrRun(m, node, ways);
}

function iterateOver(m: Machine, node: ts.ForOfStatement, value: Single, scope: Scope): Completion {
  const [generator] = generatorsIn(value);
  if (generator !== undefined) return iterateGenerator(m, node, generator.brand, scope);
  const iterator = iteratorIn(m, value, node, node.awaitModifier !== undefined);
  if (iterator === undefined) return iterate(m, node, iterationOf(m, value, node), scope, walkOver(m, value));
  const ways = optionsOf(iterator).map(({ value: single }) => () => {
    const own = drive(m, single, node);
    if (own !== undefined) return iterateStepwise(m, node, own, (item) => runWith(m, node, item, scope));
    return single === value ? iterate(m, node, undefined, scope) : iterateOver(m, node, single, scope);
  });
  return branchOrRun(m, node, ways);
}

/** The loop may change what the body of the generator sees: it is run again, and what it gives anew is visited. */
function iterateGenerator(m: Machine, node: ts.ForOfStatement, brand: GeneratorBrand, scope: Scope): Completion {
  const { known, more } = runGenerator(m, brand, undefinedValue);
  const ended = iterate(m, node, { slots: known, more }, scope);
  const before = anyOf([undefinedValue, ...known, ...(more === undefined ? [] : [more])]);
  return ended !== 'normal'
    ? ended
    : maybe(m, node, () => {
        const again = runGenerator(m, brand, undefinedValue);
        const all = [...again.known, ...(again.more === undefined ? [] : [again.more])];
        const isNews = keyOf(anyOf([before, ...all])) !== keyOf(before);
        return isNews ? iterate(m, node, { slots: [], more: anyOf(all) }, scope) : 'normal';
      });
}

// for (const k in o) s  ⇒  s once for each property name
export function executeForIn(m: Machine, node: ts.ForInStatement, scope: Scope): Completion {
  const object = withoutInterference(m.evaluate(node.expression, scope));
  const ways = optionsOf(object).map(({ value }) => () => {
    if (value.kind === 'constant') return 'normal';
    if (value.kind !== 'object' || value.brand?.kind === 'proxy')
      return iterate(m, node, namesOf(m, value, node), scope);
    const names = () => keysOf(m, value, node);
    return iterate(m, node, names(), scope, membersWalk(m, value, names));
  });
  return branchOrRun(m, node, ways);
}

/** The names that a proxy says it has; of anything else nothing is known. */
function namesOf(m: Machine, value: Single, node: ts.Node): Iteration {
  const names = value.kind === 'object' ? listProperties(m, value, node, 'key') : undefined;
  const visited = names === undefined || names.kind === 'choice' ? undefined : iterationOf(m, names);
  return visited ?? { slots: [], more: unknown('unknown-key', node) };
}

/** Names of the properties; absent where the property is. */
function keysOf(m: Machine, object: HeapObject, node: ts.Node): Iteration {
  const own = namedSlots(m, object);
  const seen = new Set([...own.map(([name]) => name), ...object.hidden.keys()]);
  const inherited = chainOf(object)
    .slice(1)
    .flatMap((at) => namedSlots(m, at).filter(([name, slot]) => !isOfClass(name, slot) && !seen.has(name)));
  const slots = [...own, ...inherited].map(([name, slot]) =>
    mapValue(slot, (single) => (isAbsent(single) ? single : literal(name, object.at))),
  );
  const isOpen = object.open !== undefined || object.more !== undefined;
  return { slots, more: isOpen ? unknown('unknown-key', node) : undefined };
}

/** What a class gives its instances by itself is not visited; what is put on its prototype afterwards is. */
function isOfClass(name: string, slot: Value): boolean {
  if (name === 'constructor') return true;
  const brand = slot.kind === 'object' ? slot.brand : undefined;
  return brand?.kind === 'native' || (brand?.kind === 'function' && ts.isClassLike(brand.node.parent));
}

function branchOrRun(m: Machine, node: ts.Node, ways: readonly (() => Completion)[]): Completion {
  const [only] = ways;
  return ways.length === 1 && only !== undefined ? only() : branchStatements(m, m.point(node), ways);
}

function iterate(
  m: Machine,
  node: ts.ForOfStatement | ts.ForInStatement,
  items: Iteration | undefined,
  scope: Scope,
  walk?: Walk,
): Completion {
  const { slots, more } = items ?? { slots: [], more: unknown('unsupported-syntax', node) };
  const visited = slots.slice(0, m.limits.elements);
  const rest = slots.length > visited.length ? tooMany(node) : more;
  const visit = (item: Value) => round(m, node, () => runWith(m, node, item, scope));
  return loop(m, labelOf(node), node, () => {
    for (const [position, slot] of visited.entries()) {
      const now = walk?.slotAt(position) ?? slot;
      const item = presentPart(now);
      if (item === undefined) continue;
      const ended = mayBeAbsent(now) ? maybe(m, node, () => visit(item)) : visit(item);
      if (ended !== 'normal') return ended;
      if (walk?.hasChanged(position)) return maybe(m, node, () => rounds(m, node, () => visit(walk.any())));
    }
    const others = () => (walk?.hasGrown ? anyOf([walk.any(), ...(rest === undefined ? [] : [rest])]) : rest);
    const further = others();
    return further === undefined ? 'normal' : maybe(m, node, () => rounds(m, node, () => visit(others() ?? further)));
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
    if (name !== undefined) bindName(m, name, awaitedItem(m, node, item), scope);
    const ended = m.execute(node.statement, scope);
    disposeOf(m, initializer, scope);
    return ended;
  }
  assignTo(m, initializer, awaitedItem(m, node, item), scope);
  return m.execute(node.statement, scope);
}

// for await (const x of xs)  ⇒  x is what the element resolves with
function awaitedItem(m: Machine, node: ts.ForOfStatement | ts.ForInStatement, item: Value): Value {
  return ts.isForOfStatement(node) && node.awaitModifier !== undefined ? awaited(m, item, node) : item;
}

// while (c) s  ⇒  nothing, or s any number of times, as far as c is not known
export function executeWhile(m: Machine, node: ts.WhileStatement | ts.DoStatement, scope: Scope): Completion {
  const test = () => truthOf(m.evaluate(node.expression, scope));
  const body = () => round(m, node, () => m.execute(node.statement, scope));
  return loop(m, labelOf(node), node, () => {
    if (node.expression.kind === ts.SyntaxKind.TrueKeyword) return rounds(m, node, body);
    const truth = ts.isDoStatement(node) || test();
    if (truth === false) return 'normal';
    return truth === true ? repeat(m, node, body, test) : maybe(m, node, () => rounds(m, node, tested(body, test)));
  });
}

/** Rounds that are run one by one while the test is known to hold: a list filled up to a length, not a loop for ever. */
const maxKnownRounds = 8;

/** One round, then as many more as the test may allow. */
function repeat(m: Machine, node: ts.Node, body: () => Completion, test: () => boolean | undefined): Completion {
  for (let count = 1; ; count += 1) {
    const ended = body();
    if (ended !== 'normal') return ended;
    const truth = test();
    if (truth === false) return 'normal';
    if (truth === undefined || count >= maxKnownRounds || isNested(m)) break;
  }
  return maybe(m, node, () => rounds(m, node, tested(body, test)));
}

/** The test is run for what it does; its answer is not known. */
function tested(body: () => Completion, test: () => void): () => Completion {
  return () => {
    const ended = body();
    if (ended === 'normal') test();
    return ended;
  };
}

// for (i; c; n) s  ⇒  like while, with the counters unknown: which round it is does not matter
export function executeFor(m: Machine, node: ts.ForStatement, outer: Scope): Completion {
  const scope = m.scope(outer);
  const { initializer, condition } = node;
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) declareCounters(m, initializer, scope);
    else m.evaluate(initializer, scope);
  }
  return loop(m, labelOf(node), node, () => {
    const truth = condition === undefined ? true : truthOf(m.evaluate(condition, scope));
    if (truth === false) return 'normal';
    const body = (): Completion => {
      const ended = round(m, node, () => m.execute(node.statement, scope));
      if (ended === 'normal' && node.incrementor !== undefined) m.evaluate(node.incrementor, scope);
      return ended;
    };
    const run = () => rounds(m, node, body);
    return truth === true ? run() : maybe(m, node, run);
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
