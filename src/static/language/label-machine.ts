import type { ts } from 'ts-morph';
import { namesOf, type Operation, operationsIn } from '../heap/machine-operations.ts';
import { setOwn } from '../heap/objects.ts';
import { addIntermediate, attempt } from '../machine/attempt.ts';
import type { Completion } from '../machine/completion.ts';
import type { Frame, JumpTarget } from '../machine/frame.ts';
import { createIsKnown } from '../machine/known.ts';
import type { Machine } from '../machine/machine.ts';
import type { Writes } from '../machine/store.ts';
import { type LabelPieces, type Piece, piecesOf } from '../syntax/label-machine.ts';
import type { LabelMachine, TryRegion } from '../value/brand.ts';
import type { Cell } from '../value/cell.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { constant, literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { widen } from '../value/widen.ts';
import { runStatements } from './statements.ts';
import { TryRegions } from './try-regions.ts';
import { yieldAll, yieldOne } from './yielding.ts';

/** How often the pieces are gone through; what goes on growing is widened before. */
const maxPasses = 5;
const passesBeforeWidening = 2;

/**
 * Runs a body that a compiler has cut into pieces with labels. The pieces are gone through in their order, each with all
 * the states in which one before it leads there; where one leads back, they are gone through again from there, as long
 * as that brings anything new. So that costs what the loops cost which the pieces were.
 */
export function runMachine(m: Machine, body: ts.Block, run: Pick<Given, 'scope' | 'frame' | 'machine'>): Completion {
  const [context] = run.frame.args;
  if (context?.kind !== 'object') return runStatements(m, body.statements, run.scope);
  return new MachineRun(m, { ...run, context, parts: piecesOf(body) }).run();
}

interface Given {
  readonly frame: Frame;
  readonly scope: Scope;
  readonly context: HeapObject;
  readonly machine: LabelMachine;
  readonly parts: LabelPieces;
}

/** States by the piece that they lead to. */
type Waiting = Map<string, Writes[]>;

class MachineRun {
  readonly #m: Machine;
  readonly #given: Given;
  readonly #names: ReturnType<typeof namesOf>;
  readonly #regions: TryRegions;
  readonly #order: string[] = [];
  readonly #born: number;
  /** What places held when a piece began, by piece. */
  readonly #seen = new Map<string, Map<Cell, Value>>();
  readonly #isKnown = createIsKnown();
  #ahead: Waiting = new Map();
  #back: Waiting = new Map();
  #pass = 0;
  #ended = 0;

  constructor(m: Machine, given: Given) {
    this.#m = m;
    this.#given = given;
    this.#names = namesOf(given.machine.form);
    this.#regions = new TryRegions([...given.machine.regions, ...given.parts.regions.map(regionOf)]);
    this.#born = m.store.now;
    for (const { label } of given.parts.pieces) if (label !== undefined) this.#order.push(label);
  }

  run(): Completion {
    const { parts, scope } = this.#given;
    const ended = runStatements(this.#m, parts.before, scope);
    if (ended !== 'normal') return ended;
    this.#wait(this.#ahead, '0', this.#state());
    for (; this.#pass < maxPasses && this.#ahead.size > 0; this.#pass += 1) {
      for (let label = this.#next(); label !== undefined; label = this.#next()) this.#take(label);
      this.#ahead = this.#news();
    }
    return this.#ended > 0 ? 'return' : 'throw';
  }

  /** The state here, as it is told to what follows. */
  #state(): Writes {
    return this.#m.store.writesAbove(this.#given.frame.depth);
  }

  #wait(waiting: Waiting, label: string, state: Writes): void {
    waiting.set(label, [...(waiting.get(label) ?? []), state]);
  }

  /** The first piece in the order of the body that something leads to. */
  #next(): string | undefined {
    const [any] = this.#ahead.keys();
    return this.#order.find((label) => this.#ahead.has(label)) ?? any;
  }

  #rank(label: string): number {
    const index = this.#order.indexOf(label);
    return index === -1 ? Number(label) : index;
  }

  #pieceOf(label: string): Piece | undefined {
    const { pieces } = this.#given.parts;
    return pieces.find((piece) => piece.label === label) ?? pieces.find((piece) => piece.label === undefined);
  }

  #take(label: string): void {
    const states = this.#ahead.get(label) ?? [];
    this.#ahead.delete(label);
    const piece = this.#pieceOf(label);
    this.#m.step();
    if (piece === undefined) {
      for (const state of states) this.#exit(undefinedValue, state);
      return;
    }
    this.#run(label, piece, states);
  }

  /** Runs one piece; what throws in it goes on where its `try` says. */
  #run(label: string, piece: Piece, states: readonly Writes[]): void {
    const handlers = this.#regions.handlersOf(piece);
    if (handlers.length === 0) {
      this.#m.store.fork(() => this.#visit(label, piece, states));
      return;
    }
    const { frame } = this.#given;
    const tried = attempt(this.#m, () => this.#visit(label, piece, states), frame.depth);
    const { result: caught } = this.#m.store.fork(() => {
      this.#m.store.join(this.#m.point(piece.node), [tried.writes, ...states, ...tried.states], this.#born);
      addIntermediate(this.#m, tried.journal);
      this.#send(anyOf([...tried.thrown, unknown('external-call', piece.node, 'error')]));
      return this.#state();
    });
    for (const handler of handlers) this.#flow(label, String(handler), caught);
  }

  /** Runs one piece, and notes where each of its ends leads. */
  #visit(label: string, piece: Piece, states: readonly Writes[]): void {
    const { frame, scope } = this.#given;
    this.#m.store.join(this.#m.point(piece.node), states, this.#born);
    this.#begin(label, new Set(states.flatMap((state) => [...state.keys()])));
    this.#label(label);
    const target: JumpTarget = { label: undefined, loop: true, depth: frame.depth, breaks: [], continues: [] };
    this.#m.targets.push(target);
    const from = frame.returns.length;
    const ended = runStatements(this.#m, piece.statements, scope);
    const left = ended === 'normal' ? this.#state() : undefined;
    this.#m.targets.pop();
    const values = frame.returns.splice(from);
    const exits = frame.exits.splice(from);
    for (const [index, state] of exits.entries())
      this.#within(state, () => this.#operate(label, piece, values[index] ?? undefinedValue));
    for (const state of [...target.breaks, ...target.continues])
      this.#within(state, () => this.#jump(label, piece, this.#labels()));
    if (left !== undefined) this.#fallThrough(label, left);
  }

  #within(state: Writes, run: () => void): void {
    this.#m.store.fork(() => {
      this.#m.store.apply(state);
      run();
    });
  }

  #fallThrough(label: string, state: Writes): void {
    const next = this.#order[this.#order.indexOf(label) + 1];
    if (this.#order.includes(label) && next !== undefined) this.#flow(label, next, state);
    else this.#exit(undefinedValue, state);
  }

  /** What a piece returns says what is done next. */
  #operate(label: string, piece: Piece, returned: Value): void {
    for (const operation of operationsIn(this.#m, this.#given.machine.form, returned)) {
      this.#m.store.fork(() => this.#do(operation, label, piece));
    }
  }

  #do(operation: Operation, label: string, piece: Piece): void {
    const { frame } = this.#given;
    switch (operation.kind) {
      case 'return':
        this.#leave(label, piece, operation.value);
        break;
      case 'jump':
        this.#jump(label, piece, labelsIn(operation.value));
        break;
      case 'yield':
        this.#send(yieldOne(this.#m, frame, operation.value, piece.node));
        this.#resume(label, piece);
        break;
      case 'delegate':
        this.#send(yieldAll(this.#m, frame, operation.value, piece.node), operation.name);
        if (operation.next === undefined) this.#resume(label, piece);
        else this.#jump(label, piece, labelsIn(operation.next));
        break;
      case 'end-finally':
        this.#endFinally(label, piece);
        break;
      default:
        for (const handler of this.#regions.handlersOf(piece)) this.#flow(label, String(handler), this.#state());
    }
  }

  /** After a `yield` TypeScript goes on with the next label, regenerator with the one that was set. */
  #resume(label: string, piece: Piece): void {
    const isCounted = this.#given.machine.form === 'typescript';
    this.#jump(label, piece, isCounted ? labelsIn(this.#labelNow(), 1) : this.#labels());
  }

  #labelNow(): Value {
    const cell = this.#given.context.properties.get(this.#names.next);
    return cell === undefined ? undefinedValue : this.#m.store.read(cell);
  }

  #labels(): readonly string[] | undefined {
    return labelsIn(this.#labelNow());
  }

  /** A label that is not known may be any. */
  #jump(label: string, piece: Piece, targets: readonly string[] | undefined): void {
    if (targets === undefined && this.#order.length === 0) this.#m.recorder.cutOff(piece.node, 'recursive');
    for (const target of targets ?? this.#order) {
      const around = this.#regions.around(piece, Number(target));
      around?.jumps.add(target);
      this.#flow(label, around === undefined ? target : String(around.finallyAt), this.#state());
    }
  }

  #leave(label: string, piece: Piece, value: Value): void {
    this.#exit(value, this.#state());
    const around = this.#regions.around(piece, Number.POSITIVE_INFINITY);
    if (around !== undefined) this.#flow(label, String(around.finallyAt), this.#state());
  }

  #endFinally(label: string, piece: Piece): void {
    const region = this.#regions.endedBy(piece);
    const targets = [...(region?.jumps ?? [])];
    if (region?.endAt !== undefined && this.#given.machine.form !== 'typescript') targets.push(String(region.endAt));
    for (const target of new Set(targets)) this.#jump(label, piece, [target]);
    this.#leave(label, piece, undefinedValue);
  }

  #exit(value: Value, state: Writes): void {
    const { frame } = this.#given;
    this.#ended += 1;
    frame.returns.push(value);
    frame.exits.push(state);
  }

  #flow(from: string, to: string, state: Writes): void {
    const isAhead = this.#rank(to) > this.#rank(from);
    this.#wait(isAhead ? this.#ahead : this.#back, to, state);
  }

  #send(value: Value, name: string = this.#names.sent): void {
    setOwn(this.#m, this.#given.context, name, value);
  }

  #label(label: string): void {
    const value = /^\d+$/.test(label) ? constant(Number(label)) : literal(label);
    setOwn(this.#m, this.#given.context, this.#names.next, value);
  }

  /** Notes what older places hold where a piece begins. What grows from pass to pass may be anything like it. */
  #begin(label: string, cells: ReadonlySet<Cell>): void {
    const { store } = this.#m;
    const seen = this.#seen.get(label) ?? new Map<Cell, Value>();
    this.#seen.set(label, seen);
    for (const cell of cells) {
      if (cell.birth >= this.#born || this.#isOfContext(cell)) continue;
      const before = seen.get(cell);
      const wider = before === undefined ? undefined : this.#wider(before, store.peek(cell));
      if (wider !== undefined) store.write(cell, wider);
      const now = store.peek(cell);
      seen.set(cell, before === undefined ? now : anyOf([before, now]));
    }
  }

  #wider(before: Value, now: Value): Value | undefined {
    if (this.#pass >= passesBeforeWidening) return widen(before, now);
    return this.#pass > 0 && optionsOf(now).every(({ value }) => isNumber(value)) ? widen(before, now) : undefined;
  }

  /** Those of the ways back that bring something which was not there before. */
  #news(): Waiting {
    const back = this.#back;
    this.#back = new Map();
    return new Map([...back].filter(([label, states]) => states.some((state) => this.#isNews(label, state))));
  }

  #isNews(label: string, state: Writes): boolean {
    const seen = this.#seen.get(label);
    if (seen === undefined) return true;
    return [...state].some(([cell, value]) => {
      if (cell.birth >= this.#born || this.#isOfContext(cell)) return false;
      return !this.#isKnown(seen.get(cell) ?? this.#m.store.peek(cell), value);
    });
  }

  /** The label and what was sent are set anew for each piece. */
  #isOfContext(cell: Cell): boolean {
    return this.#given.context.properties.get(this.#names.next) === cell;
  }
}

function isNumber(value: Value): boolean {
  return value.kind === 'constant' && typeof value.value === 'number';
}

function regionOf([tryAt = 0, catchAt, finallyAt, endAt]: readonly (number | undefined)[]): TryRegion {
  return { tryAt, catchAt, finallyAt, endAt };
}

/** The labels that a value may be; `undefined` where it may be any. */
function labelsIn(value: Value, more = 0): readonly string[] | undefined {
  const found = optionsOf(value).map(({ value: single }) =>
    single.kind === 'constant' && typeof single.value === 'number' ? String(single.value + more) : plainText(single),
  );
  return found.every((label) => label !== undefined) ? found : undefined;
}
