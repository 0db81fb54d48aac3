import type { Evidence } from '../model/evidence.ts';
import type { Operation } from '../model/operation.ts';
import type { OperationUse, UnresolvedCall } from '../model/operation-use.ts';
import type { PermissionName } from '../model/permission.ts';
import type { Report, ServiceReport } from '../model/report.ts';
import type { ReportModel } from '../report/index.ts';
import { allowedOperations, serviceWithout } from '../solve/index.ts';
import { placeKey, type Switch, type Switches } from './switches.ts';

/** What a service would come to with the reader's switches. */
export interface WhatIf {
  readonly before: ServiceReport;
  /** Solved anew; without what is switched on. */
  readonly after: ServiceReport;
  /** The boxes that would be ticked: the role of `after` and what is switched on, in the dialog's order. */
  readonly boxes: readonly PermissionName[];
  readonly dropped: readonly PermissionName[];
  readonly gained: readonly PermissionName[];
  /** Operations that could be called, before and with the switches. */
  readonly callable: { readonly before: number; readonly after: number };
  /** What the switched-on permissions open beyond the role. */
  readonly opens: readonly Operation[];
  /** Whether of some operation that a file was taken from only a sample of the places is known. */
  readonly isSample: boolean;
}

/** What solving needs besides the service and the switches. */
export interface WhatIfContext {
  readonly model: ReportModel;
  readonly inputs: Report['inputs'];
  readonly includeUnreachable: boolean;
}

/**
 * The role as it would be, exactly: solved by the solver that made the report. Evidence is a sample where there was
 * much traffic, so switching off a file goes by the places that were kept, and says so.
 */
export function answerWhatIf(service: ServiceReport, switches: Switches, context: WhatIfContext): WhatIf {
  const own = [...switches.values()].filter((one) => one.service === service.name);
  const { permissions: graph, rules } = context.model;
  const after = solve(assume(service, own), own, context);
  const role = after.role.permissions.map(({ name }) => name);
  const before = service.role.permissions.map(({ name }) => name);
  const ticked = own.flatMap((one) => (one.kind === 'permission' ? [one.name] : []));
  const boxes = [...new Set([...role, ...ticked])].sort(graph.compare);
  const callable = (names: readonly PermissionName[]) => allowedOperations(graph, rules.operations, names);
  const [closed, open] = [new Set(callable(role)), callable(boxes)];
  return {
    before: service,
    after,
    boxes,
    dropped: before.filter((name) => !boxes.includes(name)),
    gained: boxes.filter((name) => !before.includes(name)),
    callable: { before: callable(before).length, after: open.length },
    opens: open.filter((operation) => !closed.has(operation)),
    isSample: own.some(({ kind }) => kind === 'no-file') && service.operations.some(isSampled),
  };
}

function isSampled({ calls, evidence }: OperationUse): boolean {
  return calls > evidence.length;
}

function solve(service: ServiceReport, own: readonly Switch[], context: WhatIfContext): ServiceReport {
  const files = new Set(own.flatMap((one) => (one.kind === 'no-file' ? [one.file] : [])));
  const gone = new Set(own.flatMap(goneEvidence));
  const isEmpty = own.some(({ kind }) => kind === 'no-service');
  const isGone = (evidence: Evidence) => isEmpty || gone.has(evidence) || files.has(evidence.file);
  return serviceWithout(service, isGone, {
    graph: context.model.permissions,
    rules: context.model.rules,
    inputs: context.inputs,
    includeUnreachable: context.includeUnreachable,
  });
}

/** Each piece of evidence is one object of the report, so it can be told by identity; a call may have several. */
function goneEvidence(one: Switch): readonly Evidence[] {
  if (one.kind === 'no-operation') return one.use.evidence;
  if (one.kind !== 'no-call') return [];
  const gone = placeKey(one.evidence);
  return one.use.evidence.filter((evidence) => placeKey(evidence) === gone);
}

/** The service as if the reader's word about its unresolved calls were written into the code. */
function assume(service: ServiceReport, own: readonly Switch[]): ServiceReport {
  const assumed = own.flatMap((one) => (one.kind === 'assumed' ? [one] : []));
  if (assumed.length === 0) return service;
  const closed = new Set(assumed.map(({ call }) => call));
  const added = assumed.map(({ call, operation }) => useOf(call, operation));
  return {
    ...service,
    operations: [...service.operations, ...added],
    unresolved: service.unresolved.filter((call) => !closed.has(call)),
  };
}

function useOf({ evidence, reachable }: UnresolvedCall, operation: Operation): OperationUse {
  return {
    operation,
    certainty: 'inferred',
    reachable,
    calls: 1,
    outcomes: { allowed: 0, denied: 0, attempted: 0 },
    evidence: [evidence],
    conditions: { passed: [], unknown: [] },
    spellings: [],
  };
}
