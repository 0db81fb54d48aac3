import type { Frame } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';

/** What was recorded of a request that the program still holds in its hands. */
interface Unsent {
  readonly records: readonly number[];
  readonly frame: Frame | undefined;
  readonly way: object | undefined;
  /** How much code outside the program had got by then. */
  readonly escaped: number;
}

const unsent = new WeakMap<HeapObject, Unsent>();

/** Notes what a request under construction was recorded as. */
export function noteUnsent(m: Machine, request: HeapObject, records: readonly number[]): void {
  unsent.set(request, { records, frame: m.frames.at(-1), way: m.store.way, escaped: m.recorder.escaped.length });
}

/** Something was asked of a request: it may be on its way. */
export function forgetUnsent(request: HeapObject): void {
  unsent.delete(request);
}

/**
 * A part of a request is set: what it was before is not sent, if the same run of the same code made it, on the same way,
 * and nothing else has had it since.
 */
export function supersedeUnsent(m: Machine, request: HeapObject): void {
  const known = unsent.get(request);
  if (known === undefined || request.isShared || known.escaped !== m.recorder.escaped.length) return;
  if (known.way === undefined || known.way !== m.store.way || known.frame !== m.frames.at(-1)) return;
  for (const index of known.records) m.recorder.supersede(index);
}
