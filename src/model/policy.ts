import type { Confidence, Finding, FindingKind, Severity } from './finding.ts';
import type { InputPlace } from './input-error.ts';
import type { Location } from './location.ts';
import type { Effect } from './operation.ts';
import type { PermissionName } from './permission.ts';

/** What a service must never hold or do, however much its code asks for it. */
export interface Forbidden {
  readonly permissions: readonly PermissionName[];
  readonly effects: readonly Effect[];
}

/** How a repository wants findings weighed. */
export interface Policy {
  /** Severities other than a kind's own; `off` leaves its findings out. */
  readonly severities: ReadonlyMap<FindingKind, Severity | 'off'>;
  /** The lowest severity that fails the check. */
  readonly failOn?: Severity | 'never';
  /** Findings that are less sure are left out. What the gate itself found is never. */
  readonly minimumConfidence: Confidence;
  /** Whether everything must have been followed and matched. */
  readonly requireComplete: boolean;
  /** For every service. */
  readonly forbidden: Forbidden;
}

/** A decision to live with findings of a kind. What is absent does not matter for whether a finding is meant. */
export interface Exception {
  readonly kind: FindingKind;
  readonly service?: string;
  readonly permission?: string;
  readonly operation?: string;
  readonly file?: string;
  /** The last day on which it holds, as YYYY-MM-DD, in UTC. */
  readonly until?: string;
  readonly reason: string;
  readonly at: InputPlace;
}

/** A comment that excepts the line below it: `// rolefit-ignore-next-line <kind> until=2027-01-31 -- reason`. */
export interface ExceptionComment {
  /** As written, in letters and hyphens; "" where there is no such word. */
  readonly kind: string;
  /** As written after `until=`. */
  readonly until?: string;
  /** Absent where none is given. What looks like a secret or an address in it is masked. */
  readonly reason?: string;
  /** Where the comment begins. */
  readonly location: Location;
  /** The next line with code; absent at the end of a file. */
  readonly line?: number;
}

/** A finding that somebody decided to live with: it is shown apart and does not fail the check. */
export interface AcceptedFinding {
  readonly finding: Finding;
  /** `baseline`: it was there when the lock was written, and there are no more of its kind now. */
  readonly by: 'exception' | 'baseline';
  readonly reason?: string;
  readonly until?: string;
}
