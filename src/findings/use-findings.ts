import type { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { InputPlace } from '../model/input-error.ts';
import { deniedCalls, type OperationUse } from '../model/operation-use.ts';
import type { PermissionName } from '../model/permission.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { ServiceReport } from '../model/report.ts';
import { conditionalPart, isMet, requirementText } from '../model/requirement.ts';
import { holeReasons, isHole, type TextPattern } from '../model/value.ts';
import { makeFinding } from './make-finding.ts';

/** So many places a finding names; the evidence of the operations holds the others. */
const mostPlaces = 10;

/** What the calls themselves give cause to say: denials, disputes, deviations and everything that is not known. */
export function useFindings(service: ServiceReport, graph: PermissionGraph): Finding[] {
  const held = graph.effective(service.role.permissions.map(({ name }) => name));
  return [
    ...service.operations
      .filter(({ reachable }) => reachable)
      .flatMap((use) => [
        ...denied(service, use),
        ...disputed(service, use, held),
        ...unknownCondition(service, use, held),
        ...deviating(service, use),
      ]),
    ...unmatched(service),
    ...unresolved(service),
    ...withdrawn(service),
  ];
}

function denied(service: ServiceReport, use: OperationUse): Finding[] {
  const calls = deniedCalls(use);
  if (calls === 0) return [];
  const permissions = wantedFor(service, use);
  const entry = use.evidence.find(
    (evidence) => evidence.kind === 'traffic' && evidence.outcome === 'denied' && evidence.cause === undefined,
  );
  return [
    makeFinding(
      'denied-call',
      { operation: use.operation.id, calls, permissions },
      { service: service.name, confidence: 'inferred', location: placeOf(entry) },
    ),
  ];
}

/** Only what matters for the role at hand: another source asks for something that the role does not hold, or for less. */
function disputed(service: ServiceReport, use: OperationUse, held: ReadonlySet<PermissionName>): Finding[] {
  const { operation } = use;
  const counted = requirementText(operation.requires);
  return operation.claims.flatMap(({ source, requires }) => {
    if (requires === undefined || source === 'guide') return [];
    if (!operation.disputed && isMet(requires, (name) => held.has(name))) return [];
    const other = requirementText(requires);
    if (other === counted) return [];
    return [
      makeFinding(
        'disputed-requirement',
        { operation: operation.id, counted, other },
        { service: service.name, confidence: 'exact', location: placeOf(use.evidence[0]) },
      ),
    ];
  });
}

function unknownCondition(service: ServiceReport, use: OperationUse, held: ReadonlySet<PermissionName>): Finding[] {
  return use.conditions.unknown.flatMap((parameter) => {
    const extra = conditionalPart(use.operation.requires, parameter);
    if (extra === undefined || isMet(extra, (name) => held.has(name))) return [];
    return [
      makeFinding(
        'unknown-condition',
        { operation: use.operation.id, parameter, requirement: requirementText(extra) },
        { service: service.name, confidence: 'partial', location: placeOf(use.evidence[0]) },
      ),
    ];
  });
}

function deviating(service: ServiceReport, use: OperationUse): Finding[] {
  return use.spellings
    .filter(({ spelling }) => spelling !== 'method-override')
    .map(({ spelling, path, evidence }) =>
      makeFinding(
        'deviating-path',
        { operation: use.operation.id, path, spelling },
        { service: service.name, confidence: 'exact', location: placeOf(evidence) },
      ),
    );
}

function unmatched(service: ServiceReport): Finding[] {
  return service.unmatched.map(({ method, path, evidence, similar }) =>
    makeFinding(
      'unmatched-call',
      {
        method: method ?? '?',
        path: patternText(path),
        ...(similar[0] === undefined ? {} : { similar: similar[0].id }),
      },
      { service: service.name, confidence: 'exact', location: placeOf(evidence[0]) },
    ),
  );
}

function unresolved(service: ServiceReport): Finding[] {
  return service.unresolved.map(({ method, path, evidence }) => {
    const hole = path.find(isHole);
    return makeFinding(
      'unresolved-call',
      {
        known: `${method ?? '?'} ${patternText(path)}`,
        reason: hole === undefined ? 'the method is not known' : holeReasons[hole.reason],
      },
      { service: service.name, confidence: 'partial', location: placeOf(evidence) },
    );
  });
}

/** One for the service: whoever changes how the token is sent changes it for all calls. */
function withdrawn({ name, tokenInQuery }: ServiceReport): Finding[] {
  if (tokenInQuery === undefined) return [];
  const { calls, evidence } = tokenInQuery;
  return [
    makeFinding(
      'withdrawn-authentication',
      { calls, evidence: evidence.slice(0, mostPlaces) },
      { service: name, confidence: 'exact', location: placeOf(evidence[0]) },
    ),
  ];
}

/** What would mend a denied call: of what it needs, that which other answers do not prove to be there already. */
function wantedFor(service: ServiceReport, use: OperationUse): readonly PermissionName[] {
  const needed = certificateOf(service, use);
  const wanted = needed.filter((name) => !service.bounds?.held.some((held) => held.name === name));
  return wanted.length === 0 ? needed : wanted;
}

function certificateOf(service: ServiceReport, use: OperationUse): readonly PermissionName[] {
  return service.role.certificate.find(({ operation }) => operation === use.operation.id)?.by ?? [];
}

/** Source evidence has a line; a HAR entry is named by its file. */
export function placeOf(evidence: Evidence | undefined): InputPlace | undefined {
  if (evidence === undefined) return undefined;
  return evidence.kind === 'source'
    ? { file: evidence.file, line: evidence.line, column: evidence.column }
    : { file: evidence.file };
}

/** A pattern for reading: holes as `{name}` or `{?}`. */
function patternText(path: TextPattern): string {
  return path.map((piece) => (isHole(piece) ? `{${piece.name ?? '?'}}` : piece)).join('');
}
