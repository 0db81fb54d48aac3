import type { Evidence, Outcome } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { OperationId } from '../../src/model/operation.ts';
import type { OperationUse } from '../../src/model/operation-use.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { Report, ServiceReport } from '../../src/model/report.ts';
import { sumTexts, type TextCounts } from '../../src/model/text-account.ts';
import type { ReportModel } from '../../src/report/index.ts';
import { boundGrant, findEscalations, measureBlastRadius } from '../../src/solve/index.ts';
import { collectWorkspaces } from '../../src/solve/service-workspaces.ts';
import { compareSources } from '../../src/uses/code-and-traffic.ts';

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

/** What became of the texts of the code. */
const texts: TextCounts = {
  called: 9,
  open: 2,
  unmatched: 1,
  noRequest: { label: 1, log: 3, otherVendor: 1 },
  notFollowed: 2,
};

/** A report in which every section and every kind of finding has something to say. */
export function createReport(model: ReportModel, foreign: Foreign = harmless): Report {
  return {
    tool: { name: 'rolefit', version: '0.0.0' },
    services: [createService(model, foreign)],
    findings: createFindings(foreign),
    coverage: { calls: 1041, followed: 1039, texts },
    inputs: [
      {
        file: 'src',
        kind: 'source',
        read: 41,
        calls: 6,
        skipped: [{ reason: 'test file', count: 3 }],
        complete: true,
        entries: [
          {
            reason: 'imported by no module',
            count: 5,
            files: ['src/old.ts', 'src/once.ts', 'src/sync.ts', 'src/try.ts'],
          },
          { reason: 'main of package.json', count: 1, files: [foreign.file] },
        ],
        texts,
      },
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
      solved(model, {
        name: 'default',
        operations,
        role,
        unresolved: [],
        unmatched: [],
        coverage: { calls: 1, followed: 1 },
      }),
    ],
    findings: [],
    coverage: { calls: 1, followed: 1, texts: sumTexts([]) },
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

/** What the solver works out from the rest. */
type Derived = 'blastRadius' | 'escalations' | 'bounds' | 'sources' | 'workspaces';

/** With what follows from role, grant and calls filled in, as the solver does it. */
function solved(model: ReportModel, service: Omit<ServiceReport, Derived>): ServiceReport {
  const { role, comparison, operations } = service;
  const problem = {
    graph: model.permissions,
    rules: model.rules,
    uses: operations.filter(({ reachable }) => reachable),
  };
  const bounds = boundGrant({ ...problem, role, comparison });
  const sources = compareSources({ ...service, uses: operations });
  const workspaces = collectWorkspaces(problem.uses, role);
  return {
    ...service,
    blastRadius: measureBlastRadius({ ...problem, role, comparison }),
    escalations: findEscalations(problem, role),
    ...(bounds === undefined ? {} : { bounds }),
    ...(sources === undefined ? {} : { sources }),
    ...(workspaces === undefined ? {} : { workspaces }),
  };
}

function createService(model: ReportModel, foreign: Foreign): ServiceReport {
  return solved(model, {
    name: foreign.service,
    coverage: { calls: 41, followed: 37 },
    operations: [
      use(model, ids.approve, [sourceAt('src/emails.ts', 7), trafficAt(3), trafficAt(9, 'denied')], {
        outcomes: { allowed: 1, denied: 1, attempted: 0 },
        workspaces: ['EMEA', foreign.name],
      }),
      use(model, ids.content, [sourceAt('src/emails.ts', 30)], { conditions: { passed: [], unknown: ['leadId'] } }),
      use(model, ids.getLeads, [sourceAt(foreign.file, 41), sourceAt('src/sync/other.ts', 3), trafficAt(1)], {
        calls: 1034,
        outcomes: { allowed: 1031, denied: 1, attempted: 0 },
        causes: { partition: 1 },
        partitions: [foreign.name],
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
        narrowedTo: [model.rules.expect(ids.syncLeads)],
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
  });
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
      arguments: { permission: permission('Access Users'), ability: 'delete users of Marketo' },
    },
    {
      ...shared,
      kind: 'broader-permission',
      severity: 'warning',
      arguments: {
        permission: permission('Read-Write Lead'),
        enough: names('Read-Only Lead'),
        ability: 'delete any person',
      },
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
    ...trafficFindings(shared),
    {
      kind: 'incomplete-input',
      severity: 'warning',
      confidence: 'exact',
      arguments: { file: foreign.file, what: 'it ends early' },
      location: { file: foreign.file },
    },
    {
      kind: 'secret-in-recording',
      severity: 'note',
      confidence: 'exact',
      arguments: { file: foreign.file, clientSecrets: 2, tokens: 1033 },
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
      kind: 'text-not-followed',
      severity: 'note',
      confidence: 'partial',
      arguments: { text: foreign.path },
      location: at,
    },
    {
      ...shared,
      kind: 'module-not-read',
      severity: 'note',
      confidence: 'partial',
      arguments: { module: './generated/api.js', isPackage: false },
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
    ...gateFindings(foreign),
  ];
}

/** One finding of each kind that only the gate makes. */
function gateFindings(foreign: Foreign): readonly Finding[] {
  const shared = { service: foreign.service, confidence: 'exact' } as const;
  const whole = { confidence: 'exact', location: { file: 'rolefit.config.json', line: 3, column: 5 } } as const;
  const at = { file: foreign.file, line: 41, column: 9 };
  const evidence = [sourceAt(foreign.file, 41)];
  return [
    {
      ...shared,
      kind: 'role-grew',
      severity: 'error',
      arguments: { permission: 'Read-Write Lead', operations: [ids.deleteLeads], isNew: true, evidence },
      location: at,
    },
    {
      ...shared,
      kind: 'operation-added',
      severity: 'note',
      arguments: { operation: ids.getLeads, effect: 'read', evidence },
      location: at,
    },
    {
      ...shared,
      kind: 'ability-added',
      severity: 'error',
      arguments: { operation: ids.deleteLeads, ability: 'delete any person', effect: 'delete', evidence },
      location: at,
    },
    {
      ...shared,
      kind: 'role-shrank',
      severity: 'note',
      arguments: { permissions: [foreign.name], operations: [ids.approve] },
    },
    {
      ...shared,
      kind: 'baseline-exceeded',
      severity: 'error',
      arguments: { kind: 'unresolved-call', accepted: 1, found: 2, locations: [at] },
      location: at,
    },
    {
      ...shared,
      kind: 'forbidden-permission',
      severity: 'error',
      arguments: { permission: permission('Read-Write Lead'), operations: [ids.syncLeads], evidence },
      location: at,
    },
    {
      ...shared,
      kind: 'forbidden-effect',
      severity: 'error',
      arguments: { operation: ids.deleteLeads, effect: 'delete', evidence },
      location: at,
    },
    {
      ...whole,
      kind: 'shared-user',
      severity: 'warning',
      arguments: { services: [foreign.service, 'billing'], shared: 'user' },
    },
    { ...whole, kind: 'unassigned-traffic', severity: 'warning', arguments: { principal: 'user 3', calls: 12 } },
    {
      ...whole,
      kind: 'invalid-exception',
      severity: 'error',
      arguments: { kind: 'exces-permission', similar: 'excess-permission', isKnown: false, hasReason: true },
      location: at,
    },
    {
      ...whole,
      kind: 'expired-exception',
      severity: 'warning',
      arguments: { kind: 'excess-permission', until: '2026-01-31' },
    },
    { ...whole, kind: 'unused-exception', severity: 'warning', arguments: { kind: 'excess-permission' } },
  ];
}

/** Those that only recorded traffic gives. */
function trafficFindings(shared: { readonly service: string; readonly confidence: 'exact' }): readonly Finding[] {
  return [
    {
      ...shared,
      kind: 'partition-denied',
      severity: 'warning',
      arguments: { operation: ids.syncLeads, calls: 2 },
      location: { file: 'traffic/march.har' },
    },
    {
      ...shared,
      kind: 'granted-contradicted',
      severity: 'warning',
      arguments: { answer: 'allowed', operations: [ids.approve] },
    },
    {
      ...shared,
      kind: 'call-not-in-code',
      severity: 'warning',
      arguments: { operation: ids.deleteLeads, calls: 3 },
      location: { file: 'traffic/march.har' },
    },
    {
      kind: 'several-principals',
      severity: 'note',
      confidence: 'exact',
      arguments: { principals: ['user 1', 'user 2'] },
    },
    {
      ...shared,
      kind: 'bulk-reaches-all-workspaces',
      severity: 'note',
      arguments: { operations: [ids.getLeads] },
    },
  ];
}
