import type { Evidence, Outcome } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import { findingKindNames, findingKinds, isUncertain } from '../../src/model/finding-kinds/index.ts';
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

/** One finding of each kind: the kind's own sample, with foreign words where it has the harmless ones. */
export function createFindings(foreign: Foreign = harmless): readonly Finding[] {
  return findingKindNames.map((kind) => {
    const { severity, about, sample } = findingKinds[kind];
    return {
      kind,
      severity,
      confidence: isUncertain(kind) ? 'partial' : 'exact',
      ...replaceWords({ arguments: sample, ...placeOfSample[about] }, foreign),
      // As in makeFinding: the arguments are those of the kind.
    } as Finding;
  });
}

const inCode = { file: harmless.file, line: 41, column: 9 };

/** Whose a sample is and where it stands, by what its kind is about. */
const placeOfSample = {
  grant: { service: harmless.service },
  service: { service: harmless.service },
  call: { service: harmless.service, location: inCode },
  recording: { service: harmless.service, location: { file: 'traffic/march.har' } },
  input: { location: { file: harmless.file } },
  comment: { location: inCode },
  config: { location: { file: 'rolefit.config.json', line: 3, column: 5 } },
} as const;

/** A copy in which every harmless word of {@link Foreign} is the foreign one. */
function replaceWords<Value>(value: Value, foreign: Foreign): Value {
  const words = new Map(Object.entries(harmless).map(([key, word]) => [word, foreign[key as keyof Foreign]]));
  const replaced = JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'string' ? (words.get(one) ?? one) : one,
  );
  return JSON.parse(replaced) as Value;
}
