import type { Evidence, Outcome } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { OperationId } from '../../src/model/operation.ts';
import type { OperationUse } from '../../src/model/operation-use.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { Report, ServiceReport } from '../../src/model/report.ts';
import type { ReportModel } from '../../src/report/index.ts';

export const ids = {
  approve: 'POST /rest/asset/v1/email/{id}/approveDraft.json' as OperationId,
  content: 'GET /rest/asset/v1/email/{id}/fullContent.json' as OperationId,
  getLeads: 'GET /rest/v1/leads.json' as OperationId,
  syncLeads: 'POST /rest/v1/leads.json' as OperationId,
  deleteLeads: 'POST /rest/v1/leads/delete.json' as OperationId,
};

export function permission(name: string): PermissionName {
  return name as PermissionName;
}

export function sourceAt(file: string, line: number, column = 9): Evidence {
  const chain = [{ file: 'src/client.ts', line: 12, column: 5, label: 'base URL' }];
  return { kind: 'source', file, line, column, chain };
}

export function trafficAt(entry: number, outcome: Outcome = 'allowed'): Evidence {
  return { kind: 'traffic', file: 'traffic/march.har', entry, outcome };
}

/** Words that stand where the reader's input could put anything: names, paths, messages. */
export interface Foreign {
  readonly service: string;
  readonly file: string;
  readonly path: string;
  readonly name: string;
}

const harmless: Foreign = {
  service: 'nightly sync',
  file: 'src/sync/leads.ts',
  path: '/rest/v1/leeds.json',
  name: 'Read-Only Leads',
};

/** A report in which every section and every kind of finding has something to say. */
export function createReport(model: ReportModel, foreign: Foreign = harmless): Report {
  return {
    tool: { name: 'rolefit', version: '0.0.0' },
    services: [createService(model, foreign)],
    findings: createFindings(foreign),
    coverage: { calls: 1041, followed: 1039 },
    inputs: [
      { file: 'src', kind: 'source', read: 41, calls: 6, skipped: [{ reason: 'test file', count: 3 }], complete: true },
      {
        file: foreign.file,
        kind: 'traffic',
        read: 2000,
        calls: 1035,
        skipped: [{ reason: 'another host', count: 965 }],
        from: '2026-03-01T00:00:00.000Z',
        to: '2026-03-31T23:59:00.000Z',
        notes: ['headers were removed before it was saved'],
        complete: false,
        problem: 'it ends early',
      },
    ],
  };
}

/** A report of one service with one call, nothing wrong and nothing unknown. */
export function createCleanReport(model: ReportModel): Report {
  const role = {
    status: 'complete' as const,
    permissions: [{ name: permission('Read-Only Lead'), because: [ids.getLeads], disputed: [] }],
    certificate: [{ operation: ids.getLeads, by: [permission('Read-Only Lead')] }],
  };
  const operations = [use(model, ids.getLeads, [sourceAt('src/a.ts', 1)])];
  return {
    tool: { name: 'rolefit', version: '0.0.0' },
    services: [
      { name: 'default', operations, role, unresolved: [], unmatched: [], coverage: { calls: 1, followed: 1 } },
    ],
    findings: [],
    coverage: { calls: 1, followed: 1 },
    inputs: [{ file: 'src', kind: 'source', read: 1, calls: 1, skipped: [], complete: true }],
  };
}

function use(
  model: ReportModel,
  id: OperationId,
  evidence: readonly Evidence[],
  more: Partial<OperationUse> = {},
): OperationUse {
  return {
    operation: model.rules.expect(id),
    certainty: 'definite',
    reachable: true,
    calls: evidence.length,
    outcomes: { allowed: 0, denied: 0, attempted: 0 },
    evidence,
    conditions: { passed: [], unknown: [] },
    spellings: [],
    ...more,
  };
}

function createService(model: ReportModel, foreign: Foreign): ServiceReport {
  return {
    name: foreign.service,
    coverage: { calls: 41, followed: 37 },
    operations: [
      use(model, ids.approve, [sourceAt('src/emails.ts', 7), trafficAt(3), trafficAt(9, 'denied')], {
        outcomes: { allowed: 1, denied: 1, attempted: 0 },
      }),
      use(model, ids.content, [sourceAt('src/emails.ts', 30)], { conditions: { passed: [], unknown: ['leadId'] } }),
      use(model, ids.getLeads, [sourceAt(foreign.file, 41), sourceAt('src/sync/other.ts', 3), trafficAt(1)], {
        calls: 1034,
        outcomes: { allowed: 1032, denied: 0, attempted: 0 },
        spellings: [{ spelling: 'case', path: foreign.path, evidence: trafficAt(1) }],
      }),
      use(model, ids.deleteLeads, [sourceAt('src/old/purge.ts', 5)], { reachable: false }),
    ],
    role: {
      status: 'lower-bound',
      permissions: [
        { name: permission('Approve Assets'), because: [ids.approve], disputed: [ids.approve] },
        { name: permission('Read-Only Assets'), because: [ids.content], disputed: [] },
        { name: permission('Read-Only Lead'), because: [ids.getLeads], disputed: [] },
      ],
      certificate: [
        { operation: ids.approve, by: [permission('Approve Assets')] },
        { operation: ids.content, by: [permission('Read-Only Assets')] },
        { operation: ids.getLeads, by: [permission('Read-Only Lead')] },
      ],
    },
    comparison: {
      grant: {
        permissions: [
          'Access Admin',
          'Access Users',
          'Access User Management Api',
          'Read-Only Assets',
          'Read-Write Lead',
        ].map(permission),
        groups: ['Access API'],
        unknown: [{ name: foreign.name, suggestion: 'Read-Only Lead' }],
        roles: ['API Sync', foreign.name],
      },
      needed: [permission('Read-Only Assets')],
      broader: [{ name: permission('Read-Write Lead'), enough: [permission('Read-Only Lead')] }],
      unused: ['Access Admin', 'Access Users', 'Access User Management Api'].map(permission),
      missing: [{ name: permission('Approve Assets'), because: [ids.approve] }],
    },
    unresolved: [
      {
        method: 'POST',
        path: ['/rest/v1/', { reason: 'parameter', name: foreign.name }, '.json'],
        reachable: true,
        evidence: sourceAt(foreign.file, 88),
        candidates: [model.rules.expect(ids.syncLeads)],
      },
      {
        method: undefined,
        path: [{ reason: 'environment' }],
        reachable: true,
        evidence: trafficAt(12),
        candidates: [],
      },
    ],
    unmatched: [
      {
        method: 'GET',
        path: [foreign.path],
        calls: 4,
        reachable: true,
        evidence: [trafficAt(5)],
        similar: [model.rules.expect(ids.getLeads)],
      },
    ],
    observed: { calls: 1035, from: '2026-03-01T00:00:00.000Z', to: '2026-03-31T23:59:00.000Z' },
  };
}

/** One finding of each kind. */
export function createFindings(foreign: Foreign = harmless): readonly Finding[] {
  const shared = { service: foreign.service, confidence: 'exact' } as const;
  const at = { file: foreign.file, line: 41, column: 9 };
  const names = (...list: string[]) => list.map(permission);
  return [
    {
      ...shared,
      kind: 'missing-permission',
      severity: 'error',
      arguments: { permission: permission('Approve Assets'), operations: [ids.approve] },
      location: { file: 'src/emails.ts', line: 7, column: 9 },
    },
    {
      ...shared,
      kind: 'excess-permission',
      severity: 'warning',
      arguments: { permission: permission('Access Users') },
    },
    {
      ...shared,
      kind: 'broader-permission',
      severity: 'warning',
      arguments: { permission: permission('Read-Write Lead'), enough: names('Read-Only Lead') },
    },
    { ...shared, kind: 'group-granted', severity: 'warning', arguments: { group: 'Access API' } },
    {
      ...shared,
      kind: 'unknown-permission',
      severity: 'warning',
      arguments: { name: foreign.name, suggestion: 'Read-Only Lead' },
    },
    {
      ...shared,
      kind: 'denied-call',
      severity: 'warning',
      arguments: { operation: ids.approve, calls: 1, permissions: names('Approve Assets') },
      location: { file: 'traffic/march.har' },
    },
    {
      kind: 'incomplete-input',
      severity: 'warning',
      confidence: 'exact',
      arguments: { file: foreign.file, what: 'it ends early' },
      location: { file: foreign.file },
    },
    {
      ...shared,
      kind: 'withdrawn-authentication',
      severity: 'error',
      arguments: { calls: 12, evidence: [sourceAt(foreign.file, 41), trafficAt(1)] },
      location: at,
    },
    {
      kind: 'contradicted-annotation',
      severity: 'error',
      confidence: 'exact',
      arguments: { annotation: ids.syncLeads, call: 'src/sync/other.ts:88:9' },
      location: at,
    },
    {
      kind: 'unknown-annotation',
      severity: 'error',
      confidence: 'exact',
      arguments: { annotation: 'GET /rest/v1/leeds.json', similar: ids.getLeads },
      location: at,
    },
    {
      kind: 'stale-annotation',
      severity: 'warning',
      confidence: 'exact',
      arguments: { annotation: ids.getLeads },
      location: at,
    },
    { ...shared, kind: 'several-roles', severity: 'note', arguments: { roles: ['API Sync', foreign.name] } },
    {
      ...shared,
      kind: 'unmatched-call',
      severity: 'note',
      arguments: { method: 'GET', path: foreign.path, similar: ids.getLeads },
      location: at,
    },
    {
      ...shared,
      kind: 'unresolved-call',
      severity: 'note',
      confidence: 'partial',
      arguments: { known: `POST /rest/v1/{${foreign.name}}.json`, reason: 'a parameter' },
      location: at,
    },
    {
      ...shared,
      kind: 'disputed-requirement',
      severity: 'note',
      arguments: { operation: ids.approve, counted: 'Approve Assets', other: 'Read-Write Assets' },
      location: at,
    },
    {
      ...shared,
      kind: 'unknown-condition',
      severity: 'note',
      confidence: 'partial',
      arguments: {
        operation: ids.content,
        parameter: 'leadId',
        requirement: 'Read-Only Lead or Read-Write Lead',
      },
      location: at,
    },
    {
      ...shared,
      kind: 'deviating-path',
      severity: 'note',
      arguments: { operation: ids.getLeads, path: foreign.path, spelling: 'case' },
      location: at,
    },
  ];
}
