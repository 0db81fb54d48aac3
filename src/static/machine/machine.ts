import type { ts } from 'ts-morph';
import type { Evidence } from '../texts/evidence.ts';
import type { FunctionBrand } from '../value/brand.ts';
import type { Cell } from '../value/cell.ts';
import { effort, optionsOf } from '../value/choice.ts';
import { Clock } from '../value/clock.ts';
import { HeapObject } from '../value/heap-object.ts';
import type { Part } from '../value/part.ts';
import { Scope } from '../value/scope.ts';
import type { Holder, Single, Value } from '../value/value.ts';
import type { Completion } from './completion.ts';
import type { Footprint } from './footprint.ts';
import type { Catching, Frame, JumpTarget } from './frame.ts';
import { Memory } from './memory.ts';
import type { ModuleTable } from './module-table.ts';
import type { Recorder } from './recorder.ts';
import type { Sinks } from './sinks.ts';
import { Store } from './store.ts';
import type { Turn } from './turn.ts';
import type { UnreadCode } from './unread-code.ts';

/** The rules of the language, handed in so that each syntax rule can be a file that knows only the machine. */
export interface Interpreter {
  evaluate(m: Machine, node: ts.Expression, scope: Scope): Value;
  execute(m: Machine, node: ts.Statement, scope: Scope): Completion;
  call(m: Machine, callee: Value, call: CallRequest): Value;
  construct(m: Machine, callee: Value, call: CallRequest): Value;
  /** The language's own members of a value: methods of strings, arrays, functions, promises and URLs. */
  nativeMember(m: Machine, value: Single, key: string, node: ts.Node): Value | undefined;
  /** Sets a member whose setting the language gives a meaning of its own; whether the key is one. */
  setNativeMember(m: Machine, object: HeapObject, key: string, value: Value, node: ts.Node): boolean;
  /** What a module gives that the program asks for by name. */
  load(m: Machine, request: ModuleRequest): Value;
  /** Runs a text of the program as code of it, and gives the value of its last expression. */
  runText(m: Machine, request: TextRequest): Value;
  /** Gives values to code outside, which may call at once whatever it can reach. */
  giveAway(m: Machine, values: readonly Value[], request: CallRequest, holder?: Holder): void;
}

/** `require(specifier)`, `import(specifier)`, or a script that is started by its path. */
export interface ModuleRequest {
  readonly specifier: Value;
  /** The path of the module that asks. */
  readonly from: string;
  readonly node: ts.Node;
  readonly how: 'require' | 'import' | 'start';
}

/** `eval(text)` and its like. */
export interface TextRequest {
  readonly code: Value;
  /** What the platform puts around it: the head and the end of a function. One line each. */
  readonly before?: string;
  readonly after?: string;
  /** The scope that the text sees; the global one when absent. */
  readonly scope?: Scope | undefined;
  /** The call that runs it, and what is shown as its place. */
  readonly node: ts.Node;
}

export interface CallRequest {
  readonly self: Value;
  readonly args: readonly Value[];
  readonly node: ts.Node;
  /** Where the call stands, for `eval`. */
  readonly scope?: Scope | undefined;
  /** Called by code outside the program: parameters without an argument are unknown rather than undefined. */
  readonly external?: boolean;
  /** Whether elements beyond `args` may follow (a spread of unknown length). */
  readonly openArguments?: boolean;
  /** Runs a generator's body: what each `yield` comes back with, where that is known. */
  readonly sent?: Value;
  /** Called at some later time: what it reads may be different by then. */
  readonly later?: true;
  /** Whoever calls goes on when it throws. */
  readonly mayFail?: true;
  /** Whoever calls waits for what an async function gives. */
  readonly awaited?: true;
  /** Whether the code around the call goes on only when it has ended: set where it is called. */
  readonly isWaitedFor?: boolean;
  /** Called by modules that were not read: any parameter may be given, or not. */
  readonly unread?: true;
}

/** An activation that may run, or go on, at another time than where it was started. */
export interface Later {
  readonly brand: FunctionBrand;
  readonly request: CallRequest;
  readonly footprint: Footprint;
  readonly live: boolean;
  /** Whether it may begin anew, as a timer does, instead of going on where it stopped. */
  readonly repeats: boolean;
}

/** A call by opaque code that was followed at the place where that code got the function. */
export interface Tried {
  readonly self: Value;
  readonly result: Value;
  readonly footprint: Footprint;
}

/** Bounds on the work, so that every program ends in an answer. Reaching one is reported, never hidden. */
export interface Limits {
  /** Nodes evaluated in all. */
  readonly steps: number;
  /** Of them for the code of a large program that nothing calls. */
  readonly stepsOfDead: number;
  /** For a part of a program that is read first: where it takes more, the whole is read, which is chosen from. */
  readonly stepsOfPart: number;
  /**
   * Expressions, statements and calls that run inside each other. Each takes some of the stack: at three quarters more
   * than this, the densest code that we know of overflows one of 984 KB.
   */
  readonly nesting: number;
  /** Elements of one array that a loop visits. */
  readonly elements: number;
  /** Steps that a program takes before what has nothing to do with Marketo is left out (relevance/). */
  readonly unchosen: number;
  /** Characters of code of a program from which that is left out from the beginning on. */
  readonly unchosenSize: number;
}

/** A name that more methods have says nothing. */
const maxNamed = 4;
/** So many alternatives gone through count as one more step. */
const optionsOfStep = 20;

export const defaultLimits: Limits = {
  steps: 1_000_000,
  stepsOfDead: 100_000,
  stepsOfPart: 200_000,
  nesting: 640,
  elements: 1500,
  unchosen: 20_000,
  unchosenSize: 100_000,
};

/** Thrown when the step limit is reached; caught where the analysis starts a root. */
export class OutOfSteps extends Error {}

/** Thrown when what runs has been given less than all steps and needs more. */
export class OutOfShare extends Error {}

/**
 * The state of one abstract run over the program: the store, the calls in progress, the modules and what was recorded.
 * Functions in evaluate/, execute/ and natives/ take it as their first argument.
 */
export class Machine {
  /** Dates the changes of shape of the objects of the run. */
  readonly clock = new Clock();
  readonly store = new Store(this.clock);
  readonly frames: Frame[] = [];
  /** Characters of all code. */
  readonly size: number;
  readonly modules: ModuleTable;
  readonly recorder: Recorder;
  readonly sinks: Sinks;
  readonly globals: Scope;
  /** The places of global names that were looked for and that nobody has set so far. */
  readonly unsetGlobals = new Map<string, Cell>();
  readonly limits: Limits;
  /** What in the code speaks of Marketo; where it is not told, everything counts. */
  readonly evidence: Evidence | undefined;
  readonly targets: JumpTarget[] = [];
  /** The try blocks in progress, through all calls, the innermost last. */
  readonly catching: Catching[] = [];
  /** The modules around the program, when not all of them were read. */
  readonly unread: UnreadCode | undefined;
  readonly #interpreter: Interpreter;
  /** Functions that have run, by node, and whether a live root reached them. */
  readonly executed = new Map<ts.Node, boolean>();
  /** Functions that some code of the program calls, as opposed to roots, and whether live code does. */
  readonly called = new Map<ts.Node, boolean>();
  /** Functions below which a call was given up on. */
  readonly cut = new Set<ts.Node>();
  /** Functions made so far, by node, each with the object it was written in. */
  readonly functions = new Map<ts.Node, { readonly object: HeapObject; readonly home: HeapObject | undefined }>();
  /** Methods of the program by name, for calls on receivers that were not followed. */
  readonly methods = new Map<string, { readonly method: HeapObject; readonly home: HeapObject }[]>();
  readonly memory = new Memory();
  /** The calls in progress as steps of recursions, outermost first. */
  readonly turns: Turn[] = [];
  /** Expressions, statements and calls in progress. */
  nesting = 0;
  /** Functions that opaque code is taken to call at once, while it is: the outermost such code first. */
  readonly atOnce: Set<HeapObject>[] = [];
  /** What came of such a call, by the function: code outside may call it again, but only another state brings more. */
  readonly tried = new Map<HeapObject, Tried>();
  /** The code of methods by name. */
  readonly #named = new Map<string, Set<ts.Node>>();
  /** How many methods are known by name. */
  methodCount = 0;
  /** Activations that may run, or go on, when other code of the program has run. */
  readonly later = new Map<string, Later>();
  /** What the promises that one place makes are resolved with when what made them has run. */
  readonly resolvedLate = new Map<ts.Node, Cell>();
  /** The function of the language or the platform that runs now, when what runs is one. */
  native: string | undefined;
  /** Whether what runs now is reached from an entry point. */
  live = true;
  steps = 0;
  /** Functions that take more than their share, and lead to something of Marketo's. */
  readonly leading = new Set<ts.Node>();
  /** Calls that take more than their share and lead to nothing, and when that was found. */
  readonly leftOut = new Map<string, number>();
  /** Code of which a call was left out: the next one gets no steps to show that it takes few. */
  readonly leftCode = new Set<ts.Node>();
  /** Functions of the live part that no root has run, for nothing of Marketo's comes of them. */
  readonly unrun = new Set<ts.Node>();
  /** The functions of these calls and what they were given; what they do, whoever rests on it has still to be told. */
  readonly leftParts: Part[] = [];
  /** Counts the roots that have run. */
  epoch = 0;
  /** The step after which nothing is run. */
  stepsEnd: number;
  /** The step after which what runs now has had its share. */
  shareEnds = Number.POSITIVE_INFINITY;
  #ids = 0;
  /** The alternatives that the steps so far stand for. */
  #paid = effort.options;

  constructor(parts: {
    interpreter: Interpreter;
    modules: ModuleTable;
    recorder: Recorder;
    sinks: Sinks;
    limits: Limits;
    unread?: UnreadCode | undefined;
    evidence?: Evidence | undefined;
  }) {
    this.#interpreter = parts.interpreter;
    this.modules = parts.modules;
    this.size = [...parts.modules.files.values()].reduce((sum, { text }) => sum + text.length, 0);
    this.recorder = parts.recorder;
    this.recorder.frames = this.frames;
    this.sinks = parts.sinks;
    this.limits = parts.limits;
    this.stepsEnd = Math.min(
      parts.limits.steps,
      parts.unread === undefined ? parts.limits.steps : parts.limits.stepsOfPart,
    );
    this.unread = parts.unread;
    this.evidence = parts.evidence;
    this.globals = this.scope(undefined);
  }

  evaluate(node: ts.Expression, scope: Scope): Value {
    this.step();
    this.nesting += 1;
    const value = this.#interpreter.evaluate(this, node, scope);
    this.nesting -= 1;
    return value;
  }

  execute(node: ts.Statement, scope: Scope): Completion {
    this.step();
    this.nesting += 1;
    const completion = this.#interpreter.execute(this, node, scope);
    this.nesting -= 1;
    return completion;
  }

  call(callee: Value, call: CallRequest): Value {
    this.store.mayStop();
    this.nesting += 1;
    const value = this.#interpreter.call(this, callee, call);
    this.nesting -= 1;
    return value;
  }

  construct(callee: Value, call: CallRequest): Value {
    this.store.mayStop();
    this.nesting += 1;
    const value = this.#interpreter.construct(this, callee, call);
    this.nesting -= 1;
    return value;
  }

  nativeMember(value: Single, key: string, node: ts.Node): Value | undefined {
    return this.#interpreter.nativeMember(this, value, key, node);
  }

  setNativeMember(object: HeapObject, key: string, value: Value, node: ts.Node): boolean {
    return this.#interpreter.setNativeMember(this, object, key, value, node);
  }

  load(request: ModuleRequest): Value {
    return this.#interpreter.load(this, request);
  }

  runText(request: TextRequest): Value {
    return this.#interpreter.runText(this, request);
  }

  giveAway(values: readonly Value[], request: CallRequest, holder?: Holder): void {
    this.#interpreter.giveAway(this, values, request, holder);
  }

  /** The latest id. */
  get ids(): number {
    return this.#ids;
  }

  nextId(): number {
    this.#ids += 1;
    return this.#ids;
  }

  scope(parent: Scope | undefined, activation?: Scope['activation']): Scope {
    return new Scope(this.nextId(), parent, activation);
  }

  /** A new object. What an expression of the program makes is as old as the run is then; the rest was always there. */
  object(at: ts.Node | undefined): HeapObject {
    const made = new HeapObject(this.nextId(), at, this.clock);
    if (at !== undefined) made.born = this.store.now;
    return made;
  }

  /** Makes a method known by name. */
  nameMethod(name: string, method: HeapObject, home: HeapObject): void {
    const code = method.brand?.kind === 'function' ? method.brand.node : undefined;
    const named = this.#named.get(name) ?? new Set();
    this.#named.set(name, named);
    if (code !== undefined && named.has(code)) return;
    if (code !== undefined) named.add(code);
    const known = this.methods.get(name) ?? [];
    this.methods.set(name, known);
    known.push({ method, home });
    this.methodCount += 1;
  }

  /** The methods that a call by a name alone may mean; none where the name is one of too many. */
  methodsNamed(name: string): readonly { readonly method: HeapObject; readonly home: HeapObject }[] {
    const known = this.methods.get(name) ?? [];
    return known.length > maxNamed ? [] : known;
  }

  /** Counts work; the only place where the analysis gives up on size. */
  step(): void {
    // A step that goes through hundreds of alternatives costs as much as many that go through one.
    const gone = effort.options - this.#paid;
    this.#paid = effort.options;
    this.steps += 1 + gone / optionsOfStep;
    if (this.steps > this.stepsEnd) throw new OutOfSteps();
    if (this.steps > this.shareEnds) throw new OutOfShare();
  }

  /** Runs something with a share of the steps. `undefined` when that was not enough: then it counts as not run. */
  withShare<Result>(steps: number, run: () => Result): Result | undefined {
    const before = this.shareEnds;
    const [ids, given, modules] = [this.#ids, this.recorder.escaped.length, this.modules.records.size];
    this.shareEnds = Math.min(before, this.steps + steps);
    try {
      const result = this.recovering((error) => error instanceof OutOfShare, run);
      if (result === undefined) {
        this.#forgetMadeSince(ids, given);
        // What they wrote elsewhere is undone, so that whoever asks for them next has to run them.
        for (const path of [...this.modules.records.keys()].slice(modules)) this.modules.records.delete(path);
      }
      return result;
    } finally {
      this.shareEnds = before;
    }
  }

  /** Runs what is no part of that which has a share of the steps: a module that is loaded on the way. */
  withoutShare<Result>(run: () => Result): Result {
    const { shareEnds, steps } = this;
    this.shareEnds = Number.POSITIVE_INFINITY;
    try {
      return run();
    } finally {
      this.shareEnds = shareEnds + (this.steps - steps);
    }
  }

  /** What a run that was broken off had made is not code outside's: it never got to where it would be used. */
  #forgetMadeSince(ids: number, given: number): void {
    const since = this.recorder.escaped.splice(given);
    const isOlder = ({ value }: { value: Value }) =>
      optionsOf(value).some(({ value: single }) => single.kind === 'object' && single.id <= ids);
    this.recorder.escaped.push(...since.filter(isOlder));
    for (const [key, { brand }] of this.later) if (brand.scope.id > ids) this.later.delete(key);
  }

  /** Runs something that may stop in the middle, for a reason that its caller knows: then the machine goes on as before. */
  recovering<Result>(isExpected: (error: unknown) => boolean, run: () => Result): Result | undefined {
    const { nesting } = this;
    const stacks: unknown[][] = [this.frames, this.targets, this.catching, this.turns, this.atOnce];
    const before = stacks.map((stack) => [...stack]);
    try {
      return this.store.attempting(run);
    } catch (error) {
      if (!isExpected(error)) throw error;
      for (const [index, stack] of stacks.entries()) stack.splice(0, stack.length, ...(before[index] ?? []));
      this.nesting = nesting;
      return undefined;
    }
  }

  /** A decision point that no other run of the same code shares. */
  point(node: ts.Node): string {
    return `${node.pos}:${this.nextId()}`;
  }
}
