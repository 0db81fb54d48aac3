import type { ApiCall } from '../model/api-call.ts';
import type { CallSample } from '../model/operation-use.ts';
import { EvidenceSet } from './evidence-set.ts';

/** Calls of one kind by one service, counted, with the first places. What cannot run sends nothing, and is no part of it. */
export class SampleRow {
  private calls = 0;
  private readonly evidence = new EvidenceSet();

  add({ reachable, evidence, times = 1 }: ApiCall): void {
    if (!reachable) return;
    this.calls += times;
    this.evidence.add(evidence);
  }

  finish(): CallSample | undefined {
    return this.calls === 0 ? undefined : { calls: this.calls, evidence: this.evidence.finish() };
  }
}
