import type { Evidence } from '../model/evidence.ts';
import type { Finding, FindingArguments } from '../model/finding.ts';
import { describeChain } from './content/places.ts';
import { describeEvidence, describePlace } from './describe-evidence.ts';
import { count, formatNumber, listSome, listWords, quote } from './words.ts';

const shown = 3;

type GrowthKind =
  | 'role-grew'
  | 'operation-added'
  | 'ability-added'
  | 'role-shrank'
  | 'baseline-exceeded'
  | 'forbidden-permission'
  | 'forbidden-effect';
type ConfigKind = 'shared-user' | 'unassigned-traffic' | 'invalid-exception' | 'expired-exception' | 'unused-exception';

/** A finding of the gate. */
export type GateFinding = Extract<Finding, { kind: GrowthKind | ConfigKind }>;

/** What a finding of the gate says, in one sentence like all others. */
export function describeGateFinding(finding: GateFinding): string {
  switch (finding.kind) {
    case 'role-grew':
      return describeGrowth(finding.arguments);
    case 'operation-added': {
      const { operation, effect, evidence } = finding.arguments;
      return `${operation} (${effect}) is not accepted yet; the role allows it${places(evidence)}`;
    }
    case 'ability-added': {
      const { operation, ability, evidence } = finding.arguments;
      return `it can now ${ability}: ${operation} is not accepted yet, though the role allows it${places(evidence)}`;
    }
    case 'role-shrank':
      return describeShrinkage(finding.arguments);
    case 'baseline-exceeded': {
      const { kind, accepted, found, locations } = finding.arguments;
      const where = locations.length === 0 ? '' : `: ${listSome(locations.map(describePlace), shown)}`;
      return `${count(found, `${kind} finding`)} where ${formatNumber(accepted)} ${accepted === 1 ? 'is' : 'are'} accepted${where}`;
    }
    case 'forbidden-permission': {
      const { permission, operations, evidence } = finding.arguments;
      return `the policy forbids ${quote(permission)}, which ${listSome(operations, shown)} ${operations.length === 1 ? 'needs' : 'need'}${places(evidence)}`;
    }
    case 'forbidden-effect': {
      const { operation, effect, evidence } = finding.arguments;
      return `the policy forbids the effect "${effect}", which ${operation} has${places(evidence)}`;
    }
    default:
      return describeConfigFinding(finding);
  }
}

function describeConfigFinding(finding: Extract<Finding, { kind: ConfigKind }>): string {
  switch (finding.kind) {
    case 'shared-user': {
      const { services, shared } = finding.arguments;
      const what = shared === 'user' ? 'the same API-Only user' : 'the same credential';
      return `${listWords(services.map(quote))} work with ${what}`;
    }
    case 'unassigned-traffic': {
      const { principal, calls } = finding.arguments;
      return `the recordings hold ${count(calls, 'call')} of ${quote(principal)}, which is the user of no service`;
    }
    case 'invalid-exception':
      return describeInvalid(finding.arguments);
    case 'expired-exception':
      return `the exception for ${finding.arguments.kind} ran out after ${finding.arguments.until}`;
    case 'unused-exception':
      return `the exception for ${finding.arguments.kind} excepts nothing`;
    default:
      return finding satisfies never;
  }
}

function describeGrowth({ permission, operations, isNew, evidence }: FindingArguments['role-grew']): string {
  const need = operations.length === 1 ? 'needs' : 'need';
  const who = operations.length === 0 ? 'it is needed' : `${listSome(operations, shown)} ${need} it`;
  const why = isNew ? '' : '; what it asks for has changed, for it was called before';
  return `the role grows by ${quote(permission)}: ${who}${places(evidence)}${why}`;
}

function describeShrinkage({ permissions, operations }: FindingArguments['role-shrank']): string {
  const gone =
    operations.length === 0
      ? ''
      : `${listSome(operations, shown)} ${operations.length === 1 ? 'is' : 'are'} no longer called`;
  if (permissions.length === 0) return `${gone}; the role stays the same`;
  const names = `${listSome(permissions.map(quote), shown)} ${permissions.length === 1 ? 'is' : 'are'} no longer needed`;
  return gone === '' ? names : `${names}: ${gone}`;
}

function describeInvalid({ kind, similar, isKnown, hasReason }: FindingArguments['invalid-exception']): string {
  if (kind === undefined) return 'the comment does not say which kind of finding it excepts';
  if (!isKnown) {
    const hint = similar === undefined ? '' : `; did you mean ${quote(similar)}?`;
    return `the comment excepts ${quote(kind)}, which is no kind of finding${hint}`;
  }
  if (!hasReason) return `the comment excepts ${kind} without a reason`;
  return `the comment excepts ${kind} until a day that is not in the calendar`;
}

/** " at src/a.ts:3:1 (base URL src/c.ts:2)": the first places, each call site with its chain. */
function places(evidence: readonly Evidence[]): string {
  if (evidence.length === 0) return '';
  const words = evidence.map((one) => {
    const chain = one.kind === 'source' ? describeChain(one) : '';
    return `${describeEvidence(one)}${chain === '' ? '' : ` (${chain})`}`;
  });
  return ` at ${listSome(words, shown)}`;
}
