import type { FindingKind } from './finding.ts';
import type { Effect } from './operation.ts';

/** What a service was accepted to need. Names are as written: the lock may be older than the rules. */
export interface AcceptedService {
  readonly status: 'complete' | 'lower-bound';
  readonly role: readonly string[];
  /** By operation id. */
  readonly operations: ReadonlyMap<string, Effect>;
  /** How many findings of a kind are accepted: there may be fewer, never more. */
  readonly accepted: ReadonlyMap<FindingKind, number>;
}

/** What `rolefit.lock.json` holds, by service. */
export type Lock = ReadonlyMap<string, AcceptedService>;
