import type { Evidence } from '../model/evidence.ts';
import type { Finding, FindingArguments } from '../model/finding.ts';
import { describeEvidence } from './describe-evidence.ts';
import { describeGateFinding, type GateFinding } from './describe-gate.ts';
import { describeTrafficFinding } from './describe-traffic.ts';
import { count, formatNumber, listSome, listWords, quote } from './words.ts';

const shownOperations = 3;
const shownPlaces = 3;

/**
 * What a finding says, in one sentence without a full stop at its start or end. Every format prints this one,
 * and escapes it: names in it come from the input.
 */
export function describeFinding(finding: Finding): string {
  switch (finding.kind) {
    case 'missing-permission':
      return `${quote(finding.arguments.permission)} is needed by ${listSome(finding.arguments.operations, shownOperations)}, and the role does not grant it`;
    case 'excess-permission':
      return `${quote(finding.arguments.permission)} is granted, and nothing that was seen needs it${harm(finding.arguments.ability)}`;
    case 'broader-permission':
      return `${quote(finding.arguments.permission)} is granted where ${names(finding.arguments.enough)} would be enough${harm(finding.arguments.ability)}`;
    case 'group-granted':
      return `the box of the group ${quote(finding.arguments.group)} is ticked, which grants every permission in it`;
    case 'unknown-permission':
      return `${quote(finding.arguments.name)} is not a known permission${hint(finding.arguments.suggestion)}`;
    case 'several-roles':
      return `the grant is put together from ${count(finding.arguments.roles.length, 'role')}: ${names(finding.arguments.roles)}`;
    default:
      return describeCallFinding(finding);
  }
}

type GrantKind =
  | 'missing-permission'
  | 'excess-permission'
  | 'broader-permission'
  | 'group-granted'
  | 'unknown-permission'
  | 'several-roles';

function describeCallFinding(finding: Exclude<Finding, { kind: GrantKind }>): string {
  switch (finding.kind) {
    case 'denied-call': {
      const { operation, calls, permissions } = finding.arguments;
      const needs = permissions.length === 0 ? 'which needs no permission' : `which needs ${names(permissions)}`;
      return `Marketo denied ${count(calls, 'recorded call')} of ${operation}, ${needs}`;
    }
    case 'unmatched-call':
      return `${finding.arguments.method} ${finding.arguments.path} matches no known operation${hint(finding.arguments.similar)}`;
    case 'unresolved-call':
      return `what this calls could not be followed: ${finding.arguments.reason}${known(finding.arguments.known)}`;
    case 'text-not-followed':
      return `${quote(finding.arguments.text)} looks like Marketo's API, and nothing that was followed sends it`;
    case 'module-not-read': {
      const { module, isPackage } = finding.arguments;
      const name = module === undefined ? 'a module' : quote(module);
      if (isPackage) return `the package ${name} has Marketo's name, and what it calls is not known`;
      return `${name} is imported here and is not among the analysed files, so what it calls is not known`;
    }
    case 'disputed-requirement': {
      const { operation, counted, other } = finding.arguments;
      return `Adobe's sources disagree about ${operation}: the role counts ${counted}, another source asks for ${other}`;
    }
    case 'unknown-condition': {
      const { operation, parameter, requirement } = finding.arguments;
      return `${operation} needs ${requirement} as well if it passes ${quote(parameter)}, and whether it does is not known`;
    }
    case 'deviating-path':
      return `${finding.arguments.path} is not how the reference spells ${finding.arguments.operation} (${finding.arguments.spelling})`;
    case 'withdrawn-authentication': {
      const { calls, evidence } = finding.arguments;
      return `${count(calls, 'call')} to Marketo ${calls === 1 ? 'carries' : 'carry'} the token as the parameter "access_token": ${somePlaces(evidence, calls)}`;
    }
    case 'incomplete-input':
      return `${finding.arguments.file} could not be read to its end: ${finding.arguments.what}`;
    case 'secret-in-recording':
      return describeSecrets(finding.arguments);
    case 'partition-denied':
    case 'granted-contradicted':
    case 'call-not-in-code':
    case 'several-principals':
    case 'bulk-reaches-all-workspaces':
      return describeTrafficFinding(finding);
    default:
      return describeAnnotationFinding(finding);
  }
}

type AnnotationKind = 'contradicted-annotation' | 'unknown-annotation' | 'stale-annotation';

function describeAnnotationFinding(finding: GateFinding | Extract<Finding, { kind: AnnotationKind }>): string {
  switch (finding.kind) {
    case 'contradicted-annotation': {
      const { annotation, call } = finding.arguments;
      return `the comment says ${annotation}, which is not what the code shows of the call at ${call}`;
    }
    case 'unknown-annotation': {
      const { annotation, similar } = finding.arguments;
      if (annotation === undefined) return 'the comment does not say method and path of an operation';
      return `the comment says ${annotation}, which is no operation that rolefit knows${hint(similar)}`;
    }
    case 'stale-annotation':
      return `the comment says ${finding.arguments.annotation}, but no call is left unresolved there`;
    default:
      return describeGateFinding(finding);
  }
}

function somePlaces(evidence: readonly Evidence[], calls: number): string {
  const shown = evidence.slice(0, shownPlaces).map(describeEvidence);
  const more = calls - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${formatNumber(more)} more` : listWords(shown);
}

function names(list: readonly string[]): string {
  return listWords(list.map(quote));
}

function harm(ability: string | undefined): string {
  return ability === undefined ? '' : `; it would let a stolen credential ${ability}`;
}

function hint(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : `; did you mean ${quote(suggestion)}?`;
}

function known(text: string): string {
  return text === '' ? '' : `; known is ${text}`;
}

function describeSecrets({ file, clientSecrets, tokens }: FindingArguments['secret-in-recording']): string {
  const found = [
    ...(clientSecrets === 0 ? [] : [`a client secret in ${count(clientSecrets, 'call')}`]),
    ...(tokens === 0 ? [] : [`a token in ${count(tokens, 'call')}`]),
  ];
  return `${file} holds ${listWords(found)}`;
}
