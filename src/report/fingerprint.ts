import { createHash } from 'node:crypto';
import type { Finding, FindingArguments, FindingKind } from '../model/finding.ts';

const digits = 16;

/**
 * A name for each finding, in their order, that stays the same while lines move, other findings come and go, and the
 * same calls are seen more often: "9c1185a5c5e9fc54:1". It is made of the kind, the service and what the finding is
 * about; the number counts those that are alike in all of that. Code hosts follow an alert from run to run by it.
 */
export function fingerprintFindings(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const identity = JSON.stringify([finding.kind, finding.service ?? '', ...subjectOf(finding)]);
    const hash = createHash('sha256').update(identity).digest('hex').slice(0, digits);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}

type Subjects = {
  readonly [Kind in FindingKind]: (about: FindingArguments[Kind], file: string) => readonly string[];
};

/**
 * What a finding of each kind is about. A file is part of it only where each place is a finding of its own; where a
 * service has one for all its calls, the place shown is only the first of them, and a new call elsewhere must not make
 * it another finding. Numbers and lists of calls are no part of it either: they change while the finding stays.
 */
const subjects: Subjects = {
  'missing-permission': ({ permission }) => [permission],
  'excess-permission': ({ permission }) => [permission],
  'broader-permission': ({ permission }) => [permission],
  'group-granted': ({ group }) => [group],
  'unknown-permission': ({ name }) => [name],
  'several-roles': () => [],
  'withdrawn-authentication': () => [],
  'denied-call': ({ operation }) => [operation],
  'partition-denied': ({ operation }) => [operation],
  'granted-contradicted': ({ answer }) => [answer],
  'call-not-in-code': ({ operation }) => [operation],
  'several-principals': () => [],
  'bulk-reaches-all-workspaces': () => [],
  'unmatched-call': ({ method, path }) => [method, path],
  'unresolved-call': ({ known }, file) => [known, file],
  'text-not-followed': ({ text }, file) => [text, file],
  'module-not-read': ({ module = '' }, file) => [module, file],
  'contradicted-annotation': ({ annotation }, file) => [annotation, file],
  'unknown-annotation': ({ annotation = '' }, file) => [annotation, file],
  'stale-annotation': ({ annotation }, file) => [annotation, file],
  'disputed-requirement': ({ operation, other }) => [operation, other],
  'unknown-condition': ({ operation, parameter }) => [operation, parameter],
  'deviating-path': ({ operation, spelling, path }) => [operation, spelling, path],
  'incomplete-input': ({ file }) => [file],
  'secret-in-recording': ({ file }) => [file],
  'role-grew': ({ permission }) => [permission],
  'operation-added': ({ operation }) => [operation],
  'ability-added': ({ operation }) => [operation],
  'role-shrank': () => [],
  'baseline-exceeded': ({ kind }) => [kind],
  'forbidden-permission': ({ permission }) => [permission],
  'forbidden-effect': ({ operation, effect }) => [operation, effect],
  'shared-user': ({ services, shared }) => [...services, shared],
  'unassigned-traffic': ({ principal }) => [principal],
  'invalid-exception': ({ kind = '', isKnown, hasReason }, file) => [kind, `${isKnown}`, `${hasReason}`, file],
  'expired-exception': ({ kind, until }, file) => [kind, until, file],
  'unused-exception': ({ kind }, file) => [kind, file],
};

function subjectOf<Kind extends FindingKind>({ kind, arguments: about, location }: Finding & { readonly kind: Kind }) {
  const subject: (about: FindingArguments[Kind], file: string) => readonly string[] = subjects[kind];
  // The kind says whose arguments these are; the compiler cannot follow that through the union.
  return subject(about as FindingArguments[Kind], location?.file ?? '');
}
