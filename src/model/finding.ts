import type * as registry from './finding-kinds/registry.ts';
import type { InputPlace } from './input-error.ts';
import type { Location } from './location.ts';

/** How much a finding matters. `--fail-on` names the lowest that makes the exit code 1. */
export const severities = ['note', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/**
 * How sure a finding is, apart from how much it matters. `exact`: read off the input. `inferred`: one thing
 * was concluded. `partial`: it rests on calls of which something is unknown, or on traffic, which cannot prove non-use.
 */
export type Confidence = 'exact' | 'inferred' | 'partial';

type Definition = (typeof registry)[keyof typeof registry];

/** The name of a kind. A published one is never renamed. */
export type FindingKind = Definition['kind'];

/** What each kind says, as data; `describeFinding` turns it into the one sentence that every format prints. */
export type FindingArguments = {
  readonly [One in Definition as One['kind']]: One['sample'];
};

/** One thing the reader may want to act on. */
export type Finding = {
  [Kind in FindingKind]: {
    readonly kind: Kind;
    /** Absent for findings about an input rather than a service. */
    readonly service?: string;
    readonly severity: Severity;
    readonly confidence: Confidence;
    readonly arguments: FindingArguments[Kind];
    readonly location?: Location | InputPlace;
  };
}[FindingKind];
