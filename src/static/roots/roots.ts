import type { ts } from 'ts-morph';
import { isStoodFor } from '../heap/instances.ts';
import { blur } from '../heap/list.ts';
import { noteLeft } from '../machine/interference.ts';
import { looksKnown } from '../machine/look.ts';
import type { Later, Machine } from '../machine/machine.ts';
import { forget, loosen, settle } from '../machine/settle.ts';
import { expose } from '../opaque/escape.ts';
import { knownHolder } from '../opaque/framework-use.ts';
import { type Callable, type Constructible, reachOf } from '../opaque/reach.ts';
import { partOf } from '../relevance/bearing.ts';
import { choose, doAnything, isChoosing, Rests } from '../relevance/relevance.ts';
import { TouchingSteps } from '../relevance/touching-steps.ts';
import { recordDescriptor } from '../sinks/generic-request.ts';
import { isConstructor, takesArguments } from '../syntax/constructors.ts';
import { usesThis } from '../syntax/uses-this.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { keyOf } from '../value/key-of.ts';
import type { Part } from '../value/part.ts';
import { type Holder, undefinedValue, unknown, type Value } from '../value/value.ts';
import { Components } from './components.ts';
import { foldMade } from './fold-made.ts';
import { Places } from './places.ts';
import type { Held, Lent, Root } from './root.ts';
import { Twins } from './twins.ts';

/** How many roots a program may have, and how often one runs again before its state counts as unsettled. */
const maxRoots = 20_000;
const maxTurns = 6;
/** Of a program that is chosen from, whose places may be anything by then. */
const maxTurnsOfChosen = 4;
const turnsBeforeBlur = 2;
/** The same in a program that is chosen from, for places: what still changes then may be anything. */
const turnsBeforeForgetting = 2;

/**
 * The ways into the program: everything that code outside can call. A root runs in no certain order, so that what one
 * leaves behind any other may find: it runs again whenever something that it has read is different, until nothing is.
 */
export class Roots {
  readonly #m: Machine;
  readonly #lent: Lent;
  readonly #roots = new Map<string, Root>();
  readonly #twins = new Twins();
  readonly #continuations = new Map<string, Root>();
  readonly #held = new Map<string, Held>();
  readonly #components = new Components();
  readonly #places = new Places();
  readonly #rests = new Rests();
  readonly #touching = new TouchingSteps();
  /** How many roots have run. */
  #entered = 0;
  /** How many of the values that were given away have been opened. */
  #given = 0;

  constructor(m: Machine, lent: Lent) {
    this.#m = m;
    this.#lent = lent;
  }

  /** How many different values code outside holds. */
  get size(): number {
    return this.#held.size;
  }

  /** Code outside holds this value: everything that it can call by it is a root. */
  open(value: Value, path: string, self?: Value, by?: Holder): void {
    if (value.kind !== 'object' && value.kind !== 'choice') return;
    const holder = knownHolder(this.#m, by);
    const seen = [value, self ?? undefinedValue].map((part) => this.#places.keyOf(this.#m, part));
    const key = `${seen.join('/')}:${this.#m.live}:${holderKey(holder)}`;
    if (!this.#held.has(key)) this.#held.set(key, { value, self, holder, path, footprint: undefined, names: 0 });
  }

  /** Runs the roots until none of them finds anything new. Returns whether any ran. */
  settle(): boolean {
    let ran = false;
    for (let isDone = false; !isDone; ) {
      isDone = true;
      this.#takeGiven();
      for (const held of this.#held.values()) this.#enter(held);
      for (const root of [...this.#roots.values(), ...this.#continued()]) {
        if (!this.#isDue(root) || this.#waits(root)) continue;
        this.#run(root);
        ran = true;
        isDone = false;
      }
      if (isDone && (this.#twins.part(this.#m.live) || this.#choose() || this.#tellOfLeftOut())) isDone = false;
    }
    this.#leaveOut();
    return ran;
  }

  /** Whether a root waits until it is known to have a bearing on the answer. */
  #waits({ share, parts, turns }: Root): boolean {
    if (share !== undefined || turns > 0 || !isChoosing(this.#m)) return false;
    return !parts.some(({ object }) => object.at !== undefined && this.#m.evidence?.isIn(object.at) === true);
  }

  /** Whoever rests on what calls and roots write that were left out is to see that it may be anything. */
  #tellOfLeftOut(): boolean {
    return doAnything(this.#m, this.#m.leftParts, this.#rests);
  }

  /** What still waits is no less live than what has run; there is only nothing of interest in it. */
  #leaveOut(): void {
    this.#m.unrun.clear();
    for (const root of this.#roots.values()) {
      const brand = root.parts[0]?.object.brand;
      if (!root.live || !this.#waits(root) || brand?.kind !== 'function') continue;
      this.#m.executed.set(brand.node, true);
      this.#m.unrun.add(brand.node);
    }
  }

  /** Code that nothing calls, and that had no turn before its steps were used up. */
  leaveDead(): void {
    for (const { live, turns, parts } of this.#roots.values()) {
      const brand = parts[0]?.object.brand;
      if (!live && turns === 0 && brand?.kind === 'function') this.#m.unrun.add(brand.node);
    }
  }

  /**
   * Looks once more for roots among those that wait which have a bearing by now. What leads to Marketo goes first; what
   * only writes what others rest on gets a share of the steps, and where that is not enough, it may have written anything.
   * Of dead code, on which no role hangs, such roots get none. Returns whether there are any.
   */
  #choose(): boolean {
    const all = [...this.#roots.values(), ...this.#continuations.values()];
    const waiting = all.filter((root) => root.live === this.#m.live && this.#waits(root));
    if (waiting.length === 0) return false;
    const parts = waiting.flatMap((root) => root.parts);
    const { matter, touch, called } = choose(this.#m, parts, this.#rests);
    const names = this.#m.recorder.namesCalled(this.#m.live);
    const before = names.size;
    for (const name of called) names.add(name);
    const chosen = matter.size > 0 ? matter : touch;
    const due = waiting.filter(
      ({ parts: own, isLeftOut }) => !(isLeftOut && chosen === touch) && own.some((part) => chosen.has(part)),
    );
    const isRun = chosen === matter || this.#m.live;
    for (const root of due) {
      if (isRun) root.share = chosen === matter ? 'all' : 'touching';
      else this.#m.leftParts.push(...root.parts);
      root.isLeftOut = !isRun;
    }
    return (isRun && due.length > 0) || names.size > before;
  }

  /** What was given away since, in the order in which it was. */
  #takeGiven(): void {
    const { escaped } = this.#m.recorder;
    for (; this.#given < escaped.length; this.#given += 1) {
      const item = escaped[this.#given];
      if (item !== undefined) this.open(item.value, '', item.self, item.holder);
    }
  }

  /** Finds the roots behind a value, again when it leads elsewhere now. */
  #enter(held: Held): void {
    const { store } = this.#m;
    const names = this.#m.recorder.namesCalled(this.#m.live).size;
    // Only what a framework has hangs on the names that the program calls.
    const isSettled = held.holder === undefined || held.names === names;
    if (isSettled && held.footprint !== undefined && !held.footprint.isStale(isSame)) return;
    held.names = names;
    const { result: reach, footprint } = store.noting(() => reachOf(this.#m, held.value, held));
    held.footprint = footprint;
    if (reach.isCut) this.#lent.problem(held.path, 'hands over more objects than are followed');
    if (this.#m.live) expose(reach, unknown('external-call', undefined).gap);
    const { covered, functions } = this.#components.in(this.#m, reach, held.value);
    for (const callable of functions) this.#callable(callable, held);
    const types = new Set(reach.classes.flatMap(({ type }) => (isOnlyForNew(type) ? [type] : [])));
    for (const callable of reach.functions) {
      const isCovered = callable.self.kind === 'object' && covered.has(callable.self);
      if (!isCovered && !types.has(callable.callee)) this.#callable(callable, held);
    }
    for (const type of reach.classes) this.#class(type, held.path);
    for (const { module, takes } of reach.modules) {
      for (const [name, cell] of module.exported)
        if (takes(name)) this.open(store.read(cell), held.path, undefined, held.holder);
      for (const star of module.stars) this.open(star.namespace, held.path, undefined, held.holder);
    }
  }

  #callable({ callee, self, takesValue }: Callable, held: Held): void {
    const { at, brand } = callee;
    if (at === undefined || brand?.kind !== 'function') return;
    // What the live part has run is not dead, whatever a stranger would make of it.
    if (!this.#m.live && this.#m.executed.get(brand.node) === true) return;
    const args = takesValue === true ? [unknown('parameter', at)] : [];
    const run = () => this.#m.call(callee, { self, args, node: at, external: true });
    const by = `${this.#m.live}:${holderKey(held.holder)}`;
    const key = `${callee.id}:${keyOf(self)}:${by}`;
    if (this.#roots.has(key) || this.#twins.has(key)) return;
    const enter = () => this.#addCallable(key, { callee, self, takesValue }, held, at, run);
    this.#twins.take(key, { callee, self, by }, this.#m.live, enter);
  }

  #addCallable(key: string, { callee, self, takesValue }: Callable, held: Held, at: ts.Node, run: () => Value): void {
    const root = this.#add(key, held, at, run, partOf(callee, self));
    const tried = takesValue === true ? undefined : this.#m.tried.get(callee);
    if (root === undefined || tried === undefined || keyOf(tried.self) !== keyOf(self)) return;
    if (tried.footprint.isFull) return;
    // It may come again at any time: what it wrote no longer hangs together with what it found or wrote beside it.
    for (const cell of tried.footprint.written.keys()) loosen(this.#m, cell);
    root.footprint = tried.footprint;
    this.#handOut(root, tried.result);
  }

  /** Code outside gets what a root returns. */
  #handOut(root: Root, result: Value): void {
    if (root.at !== undefined) recordDescriptor(this.#m, result, root.at);
    this.open(result, root.path, undefined, root.holder);
  }

  /** A class, or a function meant for `new`, is constructed; then its instance is in the hands of code outside. */
  #class({ type, holder }: Constructible, path: string): void {
    const { at, brand } = type;
    if (at === undefined || (brand?.kind === 'function' && !isConstructor(brand.node))) return;
    const request = { self: undefinedValue, args: [], node: at, external: true } as const;
    // Instances that the program makes show what outsiders' would, where there is nothing to give the constructor.
    const isKnown = brand?.kind === 'class' && brand.instances.length > 0 && !takesArguments(brand.node);
    const key = `new ${type.id}:${this.#m.live}:${holderKey(holder)}`;
    // Of an abstract class there are only instances of those below it.
    const isMade = !isStoodFor(type);
    if (!isKnown && isMade)
      this.#add(key, { path, holder }, at, () => this.#m.construct(type, request), partOf(type, undefinedValue));
    if (brand?.kind === 'class') for (const instance of brand.instances) this.open(instance, path, undefined, holder);
  }

  #add(
    key: string,
    { path, holder }: Pick<Held, 'path' | 'holder'>,
    at: ts.Node,
    run: () => Value,
    part: Part,
  ): Root | undefined {
    if (this.#roots.has(key)) return undefined;
    const { live } = this.#m;
    const state = { isLeftOut: false, share: undefined, footprint: undefined, turns: 0 };
    const root: Root = { path, run, at, holder, live, parts: [part], goesOn: false, ...state };
    this.#roots.set(key, root);
    return root;
  }

  #isDue({ live, footprint, turns, path, goesOn }: Root): boolean {
    if (live !== this.#m.live) return false;
    if (footprint === undefined) return true;
    const isKnown = (before: Value, now: Value) => looksKnown(this.#m, before, now);
    // What goes on where it stopped has seen what it has done itself.
    const isNews = goesOn ? footprint.isChangedByOthers(isKnown) : footprint.isStale(isKnown);
    if (!isNews) return false;
    // A list that is longer each time may be of any length.
    if (turns >= turnsBeforeBlur) for (const list of footprint.grownLists()) blur(this.#m, list);
    if (turns >= turnsBeforeForgetting && isChoosing(this.#m))
      for (const cell of footprint.changedPlaces(isKnown)) forget(this.#m, cell);
    const most = isChoosing(this.#m) ? maxTurnsOfChosen : maxTurns;
    if (turns < most) return true;
    if (turns === most) this.#lent.problem(path, 'leaves a state behind that goes on changing');
    return false;
  }

  #run(root: Root): void {
    const { store, recorder } = this.#m;
    if (root.turns === 0) this.#entered += 1;
    if (this.#entered > maxRoots) {
      this.#lent.problem(root.path, 'has more ways in than are followed');
      root.footprint ??= store.noting(() => undefined).footprint;
      return;
    }
    recorder.root = root.at;
    recorder.goesOn = root.at === undefined;
    root.turns += 1;
    this.#m.epoch += 1;
    const before = store.now;
    const began = this.#m.clock.now;
    store.beginRoot();
    this.#lent.guard(root.path, () => {
      const run = () => store.noting(() => store.fork(root.run));
      const ended = this.#withinShare(root, run);
      if (ended === undefined) {
        this.#m.leftParts.push(...root.parts);
        // It is asked again, but only whether it leads to Marketo by then.
        root.isLeftOut = true;
        root.share = undefined;
        root.turns = 0;
        return;
      }
      const { result, footprint } = ended;
      root.footprint = footprint;
      this.#rests.add(footprint);
      footprint.close(this.#m.clock.now);
      settle(this.#m, foldMade(this.#m, result.writes, began), before);
      // What goes on after a wait does so when nothing else runs.
      if (!root.goesOn)
        for (const [cell, value] of result.writes) if (cell.birth < before) noteLeft(this.#m, cell, value);
      this.#handOut(root, result.result);
    });
    if (!root.isLeftOut) root.footprint ??= store.noting(() => undefined).footprint;
    recorder.root = undefined;
    recorder.goesOn = false;
  }

  #withinShare<Result>(root: Root, run: () => Result): Result | undefined {
    const code = codeOf(root);
    if (root.share !== 'touching' || code === undefined) return run();
    const before = this.#m.steps;
    const ended = this.#m.withShare(this.#touching.left(code), run);
    this.#touching.take(code, this.#m.steps - before);
    return ended;
  }

  /** Activations that go on at a later time, when what they have read may be different. */
  #continued(): Root[] {
    return [...this.#m.later].flatMap(([key, later]) =>
      later.live === this.#m.live ? [this.#continuation(key, later)] : [],
    );
  }

  #continuation(key: string, { brand, request, footprint, live, repeats }: Later): Root {
    const known = this.#continuations.get(key);
    if (known !== undefined) return known;
    const callee = this.#m.object(brand.node);
    callee.brand = brand;
    const run = () => this.#m.call(callee, request);
    const goesOn = !repeats;
    const given = request.args.flatMap(optionsOf).map((option) => option.value);
    const parts = [callee, ...given].flatMap((value) => (value.kind === 'object' ? [partOf(value, request.self)] : []));
    const state = { parts, isLeftOut: false, share: undefined, footprint, turns: 0 };
    const root: Root = { path: '', run, at: undefined, goesOn, holder: undefined, live, ...state };
    this.#continuations.set(key, root);
    return root;
  }
}

function codeOf({ at, parts: [first] }: Root): ts.Node | undefined {
  const brand = first?.object.brand;
  return at ?? (brand?.kind === 'function' ? brand.node : undefined);
}

function holderKey(holder: Holder): string {
  return typeof holder === 'object' ? `${holder.module} ${holder.path}` : (holder ?? '');
}

function isSame(before: Value, now: Value): boolean {
  return before === now || keyOf(before) === keyOf(now);
}

/** A function that makes instances: without `new` it has nothing to work on. */
function isOnlyForNew({ brand }: HeapObject): boolean {
  return brand?.kind === 'function' && isConstructor(brand.node) && usesThis(brand.node);
}
