import type { Evidence } from './evidence.ts';
import type { InputPlace } from './input-error.ts';
import type { Location } from './location.ts';
import type { Effect, OperationId } from './operation.ts';
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
  'partition-denied': {
    severity: 'warning',
    title: 'Marketo refused records for the partition that they are in',
    help: 'Give the role in a workspace that sees the partition, or leave these records out: no further permission helps.',
  },
  'granted-contradicted': {
    severity: 'warning',
    title: 'Recorded answers contradict the role that is said to be granted',
    help: 'Export the role again. If it is current, look for another role of the same user, an IP allowlist, or the workspace that the role is given in.',
  },
  'call-not-in-code': {
    severity: 'warning',
    title: 'Recorded traffic has an operation that the given code does not call',
    help: 'Find out whether another program has the same credential; otherwise pass all of the code, or say in a comment what an open call is.',
  },
  'several-principals': {
    severity: 'note',
    title: 'Code is given together with the traffic of several API users',
    help: 'Name the one that is the code with `--principal`, or give each service its code and its user in `rolefit.config.json`.',
  },
  'bulk-reaches-all-workspaces': {
    severity: 'note',
    title: 'A bulk extract returns data of every workspace, whatever workspace the role is given in',
    help: 'Treat the credential as one for the whole subscription, or read in small requests, which keep to the workspace.',
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
  'text-not-followed': {
    severity: 'note',
    title: "A text that looks like Marketo's API was not followed to any call",
    help: 'Find out what sends it. Say which operation it is in a comment on its line (`// rolefit: GET /rest/v1/leads.json`), or `// rolefit: no request` where it is none.',
  },
  'module-not-read': {
    severity: 'note',
    title: 'A module that may call Marketo was not read',
    help: 'Analyse it as well: generate it, pass its folder, or describe it with `--clients`. Until then more may be needed.',
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
  // A note: nearly every recording holds the tokens of its hour, and the role is what the exit code speaks of.
  'secret-in-recording': {
    severity: 'note',
    title: 'A recording holds secrets as they were sent',
    help: 'Keep a copy that `rolefit redact` makes, and delete the recording. A client secret does not expire: if others had the file, replace it.',
  },
  'role-grew': {
    severity: 'error',
    title: 'A change makes the role grow',
    help: 'Do without the call, or accept it with `rolefit check --update`, have the lock reviewed, and ask the admin for the permission before the change goes out.',
  },
  'operation-added': {
    severity: 'note',
    title: 'An operation is called that was not accepted yet, within the same role',
    help: 'Accept it with `rolefit check --update`.',
  },
  'ability-added': {
    severity: 'error',
    title: 'A change deletes, executes or administers what was not accepted before, within the same role',
    help: 'Do without the call, or accept it with `rolefit check --update` and have the lock reviewed.',
  },
  'role-shrank': {
    severity: 'note',
    title: 'What the lock accepts is no longer needed',
    help: 'Accept the smaller role with `rolefit check --update`, and have the admin untick what is gone.',
  },
  'baseline-exceeded': {
    severity: 'error',
    title: 'There are more findings of a kind than were accepted',
    help: 'Mend the new ones; their number may fall, never rise. `rolefit check --update --baseline` accepts them.',
  },
  'forbidden-permission': {
    severity: 'error',
    title: 'A service needs a permission that the policy forbids it',
    help: 'Do without the calls, give them to another service, or change the policy.',
  },
  'forbidden-effect': {
    severity: 'error',
    title: 'A service calls what the policy forbids it to do',
    help: 'Do without the call, give it to another service, or change the policy.',
  },
  'shared-user': {
    severity: 'warning',
    title: 'Two services work as one API-Only user',
    help: 'Give each service a user and a credential of its own: usage, quota and errors are counted by user, and the role has to hold what any of them needs.',
  },
  'unassigned-traffic': {
    severity: 'warning',
    title: 'A recording holds calls of a user that no service has',
    help: 'Name the user in the service that it belongs to, or find out who else has a credential.',
  },
  'invalid-exception': {
    severity: 'error',
    title: 'A comment that should except a finding is wrong',
    help: 'Write `rolefit-ignore-next-line <kind> until=YYYY-MM-DD -- reason`; the reason is needed, the day is not.',
  },
  'expired-exception': {
    severity: 'warning',
    title: 'An exception has run out',
    help: 'Mend what it excepted, or decide again and give it a later day.',
  },
  'unused-exception': {
    severity: 'warning',
    title: 'An exception excepts nothing',
    help: 'Remove it, so that it cannot hide a finding later.',
  },
} as const satisfies Record<string, FindingInfo>;

export type FindingKind = keyof typeof findingKinds;

/** What each kind says, as data; `describeFinding` turns it into the one sentence that every format prints. */
export type FindingArguments = {
  'missing-permission': { permission: PermissionName; operations: readonly OperationId[] };
  /** `ability` is the worst that it adds: completes "a stolen credential could …"; absent when it adds nothing. */
  'excess-permission': { permission: PermissionName; ability?: string };
  'broader-permission': { permission: PermissionName; enough: readonly PermissionName[]; ability?: string };
  'group-granted': { group: string };
  'unknown-permission': { name: string; suggestion?: string };
  'several-roles': { roles: readonly string[] };
  'denied-call': { operation: OperationId; calls: number; permissions: readonly PermissionName[] };
  /** `unseen`: partitions that the calls named and, by the config, no workspace of the service sees. */
  'partition-denied': { operation: OperationId; calls: number; unseen?: readonly string[] };
  /** `answer` is what Marketo did with the operations and the grant does not explain. */
  'granted-contradicted': { answer: 'allowed' | 'denied'; operations: readonly OperationId[] };
  'call-not-in-code': { operation: OperationId; calls: number };
  /** Labels. */
  'several-principals': { principals: readonly string[] };
  'bulk-reaches-all-workspaces': { operations: readonly OperationId[] };
  'unmatched-call': { method: string; path: string; similar?: OperationId };
  'unresolved-call': { known: string; reason: string };
  /** `text` is host and path alone. */
  'text-not-followed': { text: string };
  /** `module` as the code writes it; absent where that is no plain path. */
  'module-not-read': { module?: string; isPackage: boolean };
  /** `evidence` is a sample of the calls: the first places. */
  'withdrawn-authentication': { calls: number; evidence: readonly Evidence[] };
  /** `call` is where the call stands, as "file:line:column". */
  'contradicted-annotation': { annotation: OperationId; call: string };
  /** `annotation` is absent where the comment holds no method and path, which is then not repeated. */
  'unknown-annotation': { annotation?: string; similar?: OperationId };
  'stale-annotation': { annotation: OperationId | 'no request' };
  /** `counted` is what the role goes by, `other` what another source asks for; both in words, e.g. "no permission". */
  'disputed-requirement': { operation: OperationId; counted: string; other: string };
  /** `requirement` in words: "Read-Only Lead or Read-Write Lead". */
  'unknown-condition': { operation: OperationId; parameter: string; requirement: string };
  'deviating-path': { operation: OperationId; path: string; spelling: string };
  'incomplete-input': { file: string; what: string };
  /** Calls that hold a client secret, and calls that hold a token. */
  'secret-in-recording': { file: string; clientSecrets: number; tokens: number };
  /**
   * `operations` are those that make the role grow. Where none of them is new, all were accepted before, and what they
   * ask for has changed.
   */
  'role-grew': {
    permission: string;
    operations: readonly string[];
    isNew: boolean;
    evidence: readonly Evidence[];
  };
  'operation-added': { operation: string; effect: Effect; evidence: readonly Evidence[] };
  /** `ability` completes "it can now …". */
  'ability-added': { operation: string; ability: string; effect: Effect; evidence: readonly Evidence[] };
  /** Names as the lock has them, which may be older than the rules. */
  'role-shrank': { permissions: readonly string[]; operations: readonly string[] };
  /** `kind` is a kind of finding. */
  'baseline-exceeded': { kind: string; accepted: number; found: number; locations: readonly InputPlace[] };
  'forbidden-permission': {
    permission: PermissionName;
    operations: readonly OperationId[];
    evidence: readonly Evidence[];
  };
  'forbidden-effect': { operation: OperationId; effect: Effect; evidence: readonly Evidence[] };
  /** What they share; the user's name and the credential's label are never repeated. */
  'shared-user': { services: readonly string[]; shared: 'user' | 'credential' };
  'unassigned-traffic': { principal: string; calls: number };
  /** `kind` as written; absent where there is none. With a kind that is known and a reason, the day is what is wrong. */
  'invalid-exception': { kind?: string; similar?: string; isKnown: boolean; hasReason: boolean };
  'expired-exception': { kind: string; until: string };
  'unused-exception': { kind: string };
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
