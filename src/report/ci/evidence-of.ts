import type { Evidence } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import type { OperationId } from '../../model/operation.ts';
import type { ServiceReport } from '../../model/report.ts';
import { describePattern } from '../describe-pattern.ts';

/** The calls that a finding rests on, those in code first; none for what is about the grant or an input alone. */
export function evidenceOf(finding: Finding, service: ServiceReport | undefined): readonly Evidence[] {
  const found = findEvidence(finding, service);
  const isCode = ({ kind }: Evidence) => kind === 'source';
  return [...found.filter(isCode), ...found.filter((evidence) => !isCode(evidence))];
}

function findEvidence(finding: Finding, service: ServiceReport | undefined): readonly Evidence[] {
  if ('evidence' in finding.arguments) return finding.arguments.evidence;
  if (service === undefined) return [];
  switch (finding.kind) {
    case 'missing-permission':
      return ofOperations(finding.arguments.operations, service);
    case 'broader-permission': {
      const { enough } = finding.arguments;
      const users = service.role.permissions.filter(({ name }) => enough.includes(name));
      return ofOperations(
        users.flatMap(({ because }) => because),
        service,
      );
    }
    case 'denied-call':
      return ofOperations([finding.arguments.operation], service).filter(
        (evidence) => evidence.kind === 'source' || evidence.outcome === 'denied',
      );
    case 'partition-denied':
      return ofOperations([finding.arguments.operation], service).filter(
        (evidence) => evidence.kind === 'source' || evidence.cause === 'partition',
      );
    case 'granted-contradicted':
      return ofOperations(finding.arguments.operations, service);
    case 'call-not-in-code':
    case 'disputed-requirement':
    case 'unknown-condition':
      return ofOperations([finding.arguments.operation], service);
    case 'deviating-path': {
      const { operation, path } = finding.arguments;
      const spellings = service.operations.find((use) => use.operation.id === operation)?.spellings ?? [];
      return spellings.filter((spelling) => spelling.path === path).map(({ evidence }) => evidence);
    }
    case 'unmatched-call': {
      const { path } = finding.arguments;
      return service.unmatched
        .filter((call) => describePattern(call.path) === path)
        .flatMap(({ evidence }) => evidence);
    }
    case 'unresolved-call':
      return service.unresolved.map(({ evidence }) => evidence).filter((evidence) => isAt(evidence, finding.location));
    default:
      return [];
  }
}

function ofOperations(ids: readonly OperationId[], { operations }: ServiceReport): readonly Evidence[] {
  const wanted = new Set(ids);
  return operations
    .filter(({ operation, reachable }) => reachable && wanted.has(operation.id))
    .flatMap(({ evidence }) => evidence);
}

function isAt(evidence: Evidence, place: Finding['location']): boolean {
  if (place === undefined || evidence.file !== place.file) return false;
  return evidence.kind === 'traffic' || (evidence.line === place.line && evidence.column === place.column);
}
