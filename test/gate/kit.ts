import { makeFinding } from '../../src/findings/index.ts';
import type { Config } from '../../src/model/config.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { OperationId } from '../../src/model/operation.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { ExceptionComment, Policy } from '../../src/model/policy.ts';
import type { Report, ServiceReport } from '../../src/model/report.ts';
import { createCleanReport, ids, sourceAt } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

export const model = createReportModel();

export const policy: Policy = {
  severities: new Map(),
  minimumConfidence: 'partial',
  requireComplete: false,
  forbidden: { permissions: [], effects: [] },
};

/** A config of one service, "default", that asks for nothing. */
export function config(over: Partial<Config> = {}): Config {
  const service = {
    ...{ sources: ['src'], entries: [], traffic: [], accessLogs: [], hosts: [], workspaces: [] },
    forbidden: { permissions: [], effects: [] },
  };
  return {
    services: [{ ...service, name: 'default', at: { file: 'rolefit.config.json', line: 1, column: 1 } }],
    ...{ traffic: [], workspaces: [], clients: [], annotations: [], exceptions: [] },
    policy,
    includeTests: false,
    includeUnreachable: false,
    ...over,
  };
}

/** What one service calls, as "operation" → "permission that it needs". */
export type Needs = Readonly<Record<string, string>>;

/** A report of one service with these needs, each called at a line of its own in src/main.ts. */
export function report(needs: Needs, over: Partial<Report> & { service?: Partial<ServiceReport> } = {}): Report {
  const clean = createCleanReport(model);
  const [sample] = clean.services;
  if (sample === undefined) throw new Error('the clean report has a service');
  const operations = Object.keys(needs) as OperationId[];
  const permissions = [...new Set(Object.values(needs))].filter((name) => name !== '') as PermissionName[];
  const { service, ...rest } = over;
  return {
    ...clean,
    services: [
      {
        ...sample,
        operations: operations.map((id, index) => ({
          ...sample.operations[0],
          operation: model.rules.expect(id),
          certainty: 'definite' as const,
          reachable: true,
          calls: 1,
          outcomes: { allowed: 0, denied: 0, attempted: 0 },
          conditions: { passed: [], unknown: [] },
          spellings: [],
          evidence: [sourceAt('src/main.ts', index + 1)],
        })),
        role: {
          status: 'complete',
          permissions: permissions.map((name) => ({
            name,
            because: operations.filter((id) => needs[id] === name),
            disputed: [],
          })),
          certificate: operations.map((operation) => ({ operation, by: [] })),
        },
        ...service,
      },
    ],
    ...rest,
  };
}

export const readsLeads: Needs = { [ids.getLeads]: 'Read-Only Lead' };
/** The same service after somebody added a delete. */
export const deletesLeads: Needs = { [ids.getLeads]: 'Read-Write Lead', [ids.deleteLeads]: 'Read-Write Lead' };

export function excess(permission: string, line?: number): Finding {
  return makeFinding(
    'excess-permission',
    { permission: permission as PermissionName },
    { service: 'default', confidence: 'exact', location: line === undefined ? undefined : at(line) },
  );
}

export function unresolved(line: number): Finding {
  const args = { known: 'GET /rest/v1/{?}.json', reason: 'a parameter' };
  return makeFinding('unresolved-call', args, { service: 'default', confidence: 'partial', location: at(line) });
}

export function grew(...evidence: readonly Evidence[]): Finding {
  return makeFinding(
    'role-grew',
    { permission: 'Read-Write Lead', operations: [ids.deleteLeads], isNew: true, evidence },
    { service: 'default', confidence: 'exact', location: at(7) },
  );
}

export function at(line: number) {
  return { file: 'src/main.ts', line, column: 9 };
}

/** A comment above a line of src/main.ts. */
export function comment(line: number, over: Partial<ExceptionComment> = {}): ExceptionComment {
  return { kind: 'role-grew', reason: 'agreed', location: at(line - 1), line, ...over };
}
