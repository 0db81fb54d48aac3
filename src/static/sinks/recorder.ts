import type { ts } from 'ts-morph';
import type { Frame } from '../machine/machine.ts';
import type { Value } from '../value/value.ts';

/** A request that the program may send, as the abstract run saw it. Values are still sets of alternatives. */
export interface RequestRecord {
  readonly kind: 'request';
  /** The call that sends it. */
  readonly node: ts.Node;
  /** The calls in progress, outermost first, without roots. */
  readonly calls: readonly ts.Node[];
  /** The function that was run as a root, when the record was made below one. */
  readonly root: ts.Node | undefined;
  readonly url: Value;
  /** `undefined`: the client's default applies. */
  readonly method: Value | undefined;
  readonly defaultMethod: string;
  /** Names of query and form parameters that options carry, beside those in the address. */
  readonly parameters: ParameterSet;
  /** Names of the client: "axios", or what the unknown function is called. */
  readonly client: string;
  /** Whether the callee is a function that rolefit does not know, so that only a complete path is evidence. */
  readonly generic: boolean;
  /** Whether an entry point reaches it. */
  readonly live: boolean;
}

export interface ParameterSet {
  readonly names: readonly string[];
  readonly complete: boolean;
  /** The value of `_method`, when a parameter overrides the method. */
  readonly override?: Value;
}

/** A method of a Marketo SDK that the program calls. */
export interface SdkRecord {
  readonly kind: 'sdk';
  readonly node: ts.Node;
  readonly calls: readonly ts.Node[];
  readonly root: ts.Node | undefined;
  readonly sdk: string;
  /** Method path, e.g. "lead.find". */
  readonly method: string;
  readonly operations: readonly string[];
  /** How sure the receiver is the SDK. */
  readonly certain: boolean;
  readonly live: boolean;
}

export type CallRecord = RequestRecord | SdkRecord;

/** What the abstract run leaves behind: the calls it saw, and functions that escaped to code outside the program. */
export class Recorder {
  readonly records: CallRecord[] = [];
  readonly escaped: { readonly value: Value; readonly live: boolean }[] = [];
  /** The function now run as a root. */
  root: ts.Node | undefined;

  add(record: CallRecord): void {
    this.records.push(record);
  }

  escapes(value: Value, _node: ts.Node, live: boolean): void {
    if (value.kind === 'object' || value.kind === 'choice') this.escaped.push({ value, live });
  }
}

/** The call expressions of the frames, outermost first. */
export function callsOf(frames: readonly Frame[]): ts.Node[] {
  return frames.flatMap((frame) => (frame.call === undefined ? [] : [frame.call]));
}
