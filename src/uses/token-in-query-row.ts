import type { ApiCall } from '../model/api-call.ts';
import type { TokenInQuery } from '../model/operation-use.ts';
import { EvidenceSet } from './evidence-set.ts';

const parameter = 'access_token';

/** The calls of one service that carry their token as a parameter, counted, with the first places. */
export class TokenInQueryRow {
  private calls = 0;
  private readonly evidence = new EvidenceSet();

  add({ parameters, reachable, evidence, times = 1 }: ApiCall): void {
    // What cannot run sends nothing.
    if (!reachable || !parameters.names.includes(parameter)) return;
    this.calls += times;
    this.evidence.add(evidence);
  }

  finish(): TokenInQuery | undefined {
    return this.calls === 0 ? undefined : { calls: this.calls, evidence: this.evidence.finish() };
  }
}
