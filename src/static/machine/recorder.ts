import type { ts } from 'ts-morph';
import { type Failing, failingOf } from '../syntax/failing.ts';
import { withoutInterference } from '../value/choice.ts';
import { keyOf } from '../value/key-of.ts';
import type { Gap, Holder, Value } from '../value/value.ts';
import { type Frame, failuresOf } from './frame.ts';

/** A request that the program may send, as the abstract run saw it. Values are still sets of alternatives. */
export interface RequestRecord {
  readonly kind: 'request';
  /** The call that sends it. */
  readonly node: ts.Node;
  /** The calls in progress, outermost first, without roots. */
  readonly calls: readonly ts.Node[];
  /** The functions that were run as roots when it was made or met again; empty below a module's top level. */
  readonly roots: ReadonlySet<ts.Node>;
  /** What of unread code alone decides that it is sent at all; empty where it may be sent without that. */
  readonly doubts: ReadonlySet<Gap>;
  readonly url: Value;
  /** `undefined`: the client's default applies. */
  readonly method: Value | undefined;
  readonly defaultMethod: string;
  /** Names of query and form parameters that options carry, beside those in the address. */
  readonly parameters: ParameterSet;
  readonly credentials: Credentials;
  /** Names of the client: "axios", or what the unknown function is called. */
  readonly client: string;
  /** Whether the callee is a function that rolefit does not know, so that only a complete path is evidence. */
  readonly generic: boolean;
  /** The address as it is where the client reads a path as a link, for a client that nobody knows. */
  readonly otherUrl?: Value | undefined;
  /** What made the client, where that is code outside the program. */
  readonly maker?: ts.Node | undefined;
  /** Whether an entry point reaches it. */
  readonly live: boolean;
  /** Whether a function that goes on where it stopped has made it, which was followed to its end before. */
  readonly again?: true;
  /** What becomes of the program where it fails, however it is led to. */
  readonly failing: { readonly isSurvived: boolean };
}

export interface ParameterSet {
  readonly names: readonly string[];
  readonly complete: boolean;
  /** The value of `_method`, when a parameter overrides the method. */
  readonly override?: Value;
  /** Whether they ask for a token: `grant_type` is `client_credentials`. */
  readonly asksForToken?: true;
}

/** What a request's headers say of the service that it goes to. */
export interface Credentials {
  /** Names of the headers, in lower case. */
  readonly headers: readonly string[];
  /** Names of what their values come from, e.g. "SLACK_BOT_TOKEN". */
  readonly names: readonly string[];
}

/** A method of a Marketo SDK that the program calls. */
export interface SdkRecord {
  readonly kind: 'sdk';
  readonly node: ts.Node;
  readonly calls: readonly ts.Node[];
  readonly roots: ReadonlySet<ts.Node>;
  readonly doubts: ReadonlySet<Gap>;
  readonly sdk: string;
  /** Method path, e.g. "lead.find". */
  readonly method: string;
  readonly operations: readonly string[];
  /** How sure the receiver is the SDK. */
  readonly certain: boolean;
  readonly live: boolean;
  readonly again?: true;
  readonly failing: { readonly isSurvived: boolean };
}

export type CallRecord = RequestRecord | SdkRecord;

type RecorderPart = 'roots' | 'doubts' | 'again' | 'failing';

/** A record without what the recorder adds. */
type NewRecord = Omit<RequestRecord, RecorderPart> | Omit<SdkRecord, RecorderPart>;

/** What goes into an address or a method is what the program itself put there. */
function asSent(record: NewRecord): NewRecord {
  if (record.kind === 'sdk') return record;
  const { method } = record;
  const otherUrl = record.otherUrl && withoutInterference(record.otherUrl);
  return {
    ...record,
    url: withoutInterference(record.url),
    ...(otherUrl === undefined ? {} : { otherUrl }),
    method: method && withoutInterference(method),
  };
}

/** A stretch of what was recorded or met again: what a call that is answered from memory stands for. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** How many doubts there were around the call. */
  readonly doubts: number;
  /** How many calls were in progress around it. */
  readonly depth: number;
}

/** A record made or met, and the doubts under which it was. */
interface Meeting {
  readonly index: number;
  readonly doubts: readonly Gap[];
  readonly end: FailureEnd;
}

/** Where a failure of a request ends: at which of the calls in progress, counted from outside; at none of them below 0. */
interface FailureEnd {
  readonly failing: Failing;
  readonly at: number;
}

/** Why a call was given up on: too many inside each other, or a recursion that does not settle. */
export type CutReason = 'too-deep' | 'recursive';

const maxStretch = 400;

/** What code outside the program was given that what it makes may ask with. */
export interface MadeWith {
  readonly base?: Value;
  readonly method?: Value;
  /** Whether functions among it may change a request. */
  readonly mayChange?: boolean;
}

/** How code outside got hold of a value. */
export interface GivenAway {
  /** What it calls a function on. */
  readonly self?: Value;
  /** Whose code it is, where that is known. */
  readonly holder?: Holder;
}

/** What the abstract run leaves behind: the calls it saw, and functions that escaped to code outside the program. */
export class Recorder {
  readonly records: CallRecord[] = [];
  /** Of these, by place, what is not sent after all. */
  readonly superseded = new Set<number>();
  /** What cannot be followed and may send requests, or load code that does. */
  readonly problems: { readonly node: ts.Node; readonly what: string; readonly live: boolean }[] = [];
  /** Texts that name a host of Marketo's, by the call of code outside the program that gets them. */
  readonly given = new Map<ts.Node, Set<ts.Node>>();
  /** Calls of code outside the program, by the call that what they are made on comes from: `new Api()` by `service({…})`. */
  readonly madeOf = new Map<ts.Node, ts.Node>();
  /** What a call of code outside the program was given that what it makes may ask with. */
  readonly madeWith = new Map<ts.Node, MadeWith>();
  /** Methods that are named later for what a call of code outside the program began: `api.url(path).fetch('POST')`. */
  readonly namedLater = new Map<ts.Node, Value[]>();
  readonly escaped: ({ readonly value: Value; readonly live: boolean } & GivenAway)[] = [];
  /** Calls of live code that were given up on. */
  readonly cuts = new Map<ts.Node, CutReason>();
  /** Names by which the program calls what it did not follow; a container may have given it what it made of a class. */
  readonly #names = { live: new Set<string>(), dead: new Set<string>() };
  /** The function now run as a root. */
  root: ts.Node | undefined;
  /** Whether what runs now goes on where it stopped. */
  goesOn = false;
  /** What of unread code alone makes possible what runs now. */
  readonly doubts: Gap[] = [];
  /** The calls in progress, outermost first. */
  frames: readonly Frame[] = [];
  readonly #roots: Set<ts.Node>[] = [];
  readonly #failing: { isSurvived: boolean }[] = [];
  readonly #doubts: Set<Gap>[] = [];
  /** Records that were met without a doubt. */
  readonly #certain = new Set<number>();
  /** Records in the order in which they were made or met again. */
  readonly #met: Meeting[] = [];
  /** Records made at a module's top level: no root stands behind them. */
  readonly #rootless = new Set<number>();

  /** @returns which of the records it is */
  add(record: NewRecord): number {
    const roots = new Set<ts.Node>();
    const doubts = new Set<Gap>();
    this.#roots.push(roots);
    this.#doubts.push(doubts);
    const failing = { isSurvived: true };
    this.#failing.push(failing);
    this.records.push({ ...asSent(record), roots, doubts, failing, ...(this.goesOn ? { again: true } : {}) });
    this.#meet(this.records.length - 1, [...this.doubts], endOf([...failuresOf(this.frames), record.node]));
    return this.records.length - 1;
  }

  /** What a record tells of is not sent: the program has changed it before. */
  supersede(index: number): void {
    this.superseded.add(index);
  }

  /** Runs something that only goes on so by leave of unread code; nothing given: by itself. */
  under<Result>(doubts: readonly Gap[], run: () => Result): Result {
    const before = this.doubts.length;
    this.doubts.push(...doubts);
    try {
      return run();
    } finally {
      this.doubts.length = before;
    }
  }

  /** Where in the order of records the run stands: a call begins. */
  begin(): Omit<Stretch, 'to'> {
    return { from: this.#met.length, doubts: this.doubts.length, depth: this.frames.length };
  }

  /** What the call stands for, now that it has ended. */
  end(begun: Omit<Stretch, 'to'>): Stretch {
    return { ...begun, to: this.#met.length };
  }

  /** A call was answered from memory: what it recorded then belongs to the present root as well. */
  meetAgain({ from, to, doubts, depth }: Stretch): void {
    if (from === to) return;
    const calls = failuresOf(this.frames);
    const around = endOf(calls);
    for (const met of this.#met.slice(from, Math.min(to, from + maxStretch))) {
      const { failing, at } = met.end;
      const end = at < depth ? around : { failing, at: at - depth + calls.length };
      this.#meet(met.index, [...this.doubts, ...met.doubts.slice(doubts)], end);
    }
    for (const met of this.#met.slice(from + maxStretch, to)) this.#mayEnd(met.index);
  }

  #mayEnd(index: number): void {
    const failing = this.#failing[index];
    if (failing !== undefined) failing.isSurvived = false;
  }

  #meet(index: number, under: readonly Gap[], end: FailureEnd): void {
    this.#met.push({ index, doubts: under, end });
    if (end.failing !== 'survived') this.#mayEnd(index);
    const roots = this.#roots[index];
    if (this.root === undefined) {
      this.#rootless.add(index);
      roots?.clear();
    } else if (!this.#rootless.has(index)) roots?.add(this.root);
    const doubts = this.#doubts[index];
    if (under.length === 0) {
      this.#certain.add(index);
      doubts?.clear();
    } else if (!this.#certain.has(index)) for (const gap of under) doubts?.add(gap);
  }

  cutOff(node: ts.Node, reason: CutReason): void {
    if (!this.cuts.has(node)) this.cuts.set(node, reason);
  }

  /**
   * Notes that something of the program is not followed that may send requests, so that the role is a lower bound.
   *
   * @param what one clause about the file, without a full stop: "runs a text as code"
   */
  problem(node: ts.Node, what: string, live: boolean): void {
    if (!this.problems.some((known) => known.node === node && known.what === what && known.live === live))
      this.problems.push({ node, what, live });
  }

  /** The names of methods that are called on something that was not followed, as far as that is live; `*` for any. */
  namesCalled(live: boolean): Set<string> {
    return live ? this.#names.live : this.#names.dead;
  }

  /** A method is named for what a call of code outside the program began. */
  nameLater(at: ts.Node, method: Value): void {
    const known = this.namedLater.get(at) ?? [];
    if (!known.some((value) => keyOf(value) === keyOf(method))) this.namedLater.set(at, [...known, method]);
  }

  /** Code outside the program gets hold of a value. */
  escapes(value: Value, live: boolean, how: GivenAway = {}): void {
    if (value.kind === 'object' || value.kind === 'choice') this.escaped.push({ value, live, ...how });
  }
}

/** Follows a failure from the innermost of the calls outwards. */
function endOf(calls: readonly (ts.Node | undefined)[]): FailureEnd {
  for (let at = calls.length - 1; at >= 0; at -= 1) {
    const call = calls[at];
    const failing = call === undefined ? 'open' : failingOf(call);
    if (failing !== 'passes') return { failing, at };
  }
  return { failing: 'passes', at: -1 };
}
