import type { Evidence } from './evidence.ts';
import type { InputPlace } from './input-error.ts';
import type { Location } from './location.ts';
import type { OperationId } from './operation.ts';
import type { PermissionName } from './permission.ts';

/** How much a finding matters. `--fail-on` names the lowest that makes the exit code 1. */
export const severities = ['note', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/**
 * How sure a finding is, apart from how much it matters. `exact`: read off the input. `inferred`: one thing
 * was concluded. `partial`: it rests on calls of which something is unknown, or on traffic, which cannot prove non-use.
 */
export type Confidence = 'exact' | 'inferred' | 'partial';

interface FindingInfo {
  readonly severity: Severity;
  readonly title: string;
  readonly help: string;
}

/** One row a kind: reports, --help, SARIF rules and the README's table all read this. A published kind is never renamed. */
export const findingKinds = {
  'missing-permission': {
    severity: 'error',
    title: 'A permission is needed but not granted',
    help: 'Add it to the role, or remove the calls that need it.',
  },
  'excess-permission': {
    severity: 'warning',
    title: 'A permission is granted but nothing needs it',
    help: 'Untick it in the role.',
  },
  'broader-permission': {
    severity: 'warning',
    title: 'A permission is granted where a lesser one is enough',
    help: 'Replace it with the lesser permission.',
  },
  'group-granted': {
    severity: 'warning',
    title: "A group's own box is ticked, which grants everything in it",
    help: 'Untick the group and tick only the permissions of the minimal role.',
  },
  'unknown-permission': {
    severity: 'warning',
    title: 'A granted name is not a permission that rolefit knows',
    help: 'Correct the name; `rolefit model permissions` lists every name and alias.',
  },
  'withdrawn-authentication': {
    severity: 'error',
    title: 'A request carries the token in the access_token parameter',
    help: 'Send `Authorization: Bearer` instead: Adobe withdrew the parameter on 2026-08-31, and it leaks the token into logs. Replace tokens that travelled this way.',
  },
  'several-roles': {
    severity: 'note',
    title: 'The grant is put together from several roles',
    help: "Confirm in Marketo what the user can do: one page of Adobe's says that the most restrictive role wins.",
  },
  'denied-call': {
    severity: 'warning',
    title: 'Marketo denied a recorded call',
    help: 'Grant the permission it names, or look for an IP allowlist, a workspace or a partition that the user has no part in.',
  },
  'unmatched-call': {
    severity: 'note',
    title: 'A call to Marketo matches no known operation',
    help: "Check the method and path against Adobe's reference; the call may not exist.",
  },
  'unresolved-call': {
    severity: 'note',
    title: 'The target of a call could not be followed',
    help: 'Say what it calls in a comment (`// rolefit: GET /rest/v1/leads.json`), or pass traffic that exercises it.',
  },
  'contradicted-annotation': {
    severity: 'error',
    title: 'A comment says that a call is an operation that it cannot be',
    help: 'Correct the comment; `rolefit explain <file:line>` says what is known of the call.',
  },
  'unknown-annotation': {
    severity: 'error',
    title: 'A `rolefit:` comment names no operation that rolefit knows',
    help: 'Write method and path, several with commas between them; `rolefit model operations` lists every operation.',
  },
  'stale-annotation': {
    severity: 'warning',
    title: 'A `rolefit:` comment stands where no call is left unresolved',
    help: 'Remove it, or move it to the line of the call or the line above; a call that is followed needs no comment.',
  },
  'disputed-requirement': {
    severity: 'note',
    title: "Adobe's sources disagree about the permission of an operation",
    help: 'Start with the minimal role; if the call answers 603, grant what the other source names as well.',
  },
  'unknown-condition': {
    severity: 'note',
    title: 'Whether a call passes a parameter that changes its requirement is not known',
    help: 'Pass traffic that exercises the call, or grant the conditional permission if the parameter is used.',
  },
  'deviating-path': {
    severity: 'note',
    title: 'A path is spelled differently from the reference',
    help: "Use the spelling of Adobe's API specification.",
  },
  'incomplete-input': {
    severity: 'warning',
    title: 'An input could not be read to its end',
    help: 'Record or export it again; what was read counts, what is missing may need more permissions.',
  },
} as const satisfies Record<string, FindingInfo>;

export type FindingKind = keyof typeof findingKinds;

/** What each kind says, as data; `describeFinding` turns it into the one sentence that every format prints. */
export type FindingArguments = {
  'missing-permission': { permission: PermissionName; operations: readonly OperationId[] };
  'excess-permission': { permission: PermissionName };
  'broader-permission': { permission: PermissionName; enough: readonly PermissionName[] };
  'group-granted': { group: string };
  'unknown-permission': { name: string; suggestion?: string };
  'several-roles': { roles: readonly string[] };
  'denied-call': { operation: OperationId; calls: number; permissions: readonly PermissionName[] };
  'unmatched-call': { method: string; path: string; similar?: OperationId };
  'unresolved-call': { known: string; reason: string };
  /** `evidence` is a sample of the calls: the first places. */
  'withdrawn-authentication': { calls: number; evidence: readonly Evidence[] };
  /** `call` is where the call stands, as "file:line:column". */
  'contradicted-annotation': { annotation: OperationId; call: string };
  /** `annotation` is absent where the comment holds no method and path, which is then not repeated. */
  'unknown-annotation': { annotation?: string; similar?: OperationId };
  'stale-annotation': { annotation: OperationId };
  /** `counted` is what the role goes by, `other` what another source asks for; both in words, e.g. "no permission". */
  'disputed-requirement': { operation: OperationId; counted: string; other: string };
  /** `requirement` in words: "Read-Only Lead or Read-Write Lead". */
  'unknown-condition': { operation: OperationId; parameter: string; requirement: string };
  'deviating-path': { operation: OperationId; path: string; spelling: string };
  'incomplete-input': { file: string; what: string };
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
