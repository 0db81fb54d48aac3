import type { ApiCall } from '../model/api-call.ts';
import type { CallSample } from '../model/operation-use.ts';
import { EvidenceSet } from './evidence-set.ts';

/** Whether a call is one of the SOAP API, which Adobe removed on 2026-07-31. */
export function isOfRemovedApi({ path }: Pick<ApiCall, 'path'>): boolean {
  return path.some((piece) => typeof piece === 'string' && /(?:^|\/)soap\/mktows(?:\/|$)/i.test(piece));
}

/** The calls of one service to the API that is gone. No permission lets them through, so they are no part of the role. */
export class RemovedApiRow {
  private calls = 0;
  private readonly evidence = new EvidenceSet();

  add({ evidence, times = 1 }: ApiCall): void {
    this.calls += times;
    this.evidence.add(evidence);
  }

  finish(): CallSample | undefined {
    return this.calls === 0 ? undefined : { calls: this.calls, evidence: this.evidence.finish() };
  }
}
