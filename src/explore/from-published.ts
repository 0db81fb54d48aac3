import { InputError } from '../model/input-error.ts';
import { type Method, methods, type Operation, type OperationId } from '../model/operation.ts';
import type { OperationUse, UnmatchedCall, UnresolvedCall } from '../model/operation-use.ts';
import type { PermissionName } from '../model/permission.ts';
import type { Report, ServiceReport } from '../model/report.ts';
import type { Comparison, Escalation, Grant, MinimalRole } from '../model/role.ts';
import { sumTexts } from '../model/text-account.ts';
import type { HoleReason, TextPattern } from '../model/value.ts';
import type { ReportModel } from '../report/index.ts';
import type { PublishedReport } from '../schema/index.ts';
import { measureBlastRadius } from '../solve/index.ts';
import { trafficParts } from './from-published-traffic.ts';

export type PublishedService = PublishedReport['services'][number];

/**
 * A saved report as it was when it was made, as far as JSON carries it: roles, proofs and evidence are taken over,
 * what operations and permissions mean comes from the model. Findings stay behind: of those it has only the sentences.
 * @param label the file, for errors
 * @throws InputError where it names an operation or a permission that this rolefit does not know
 */
export function reportFromPublished(published: PublishedReport, model: ReportModel, label: string): Report {
  const names = namesIn(model, label);
  const services = published.services.map((service) => ({
    ...toService(service, model, names),
    ...notFollowed(published),
  }));
  return {
    tool: published.tool,
    services,
    findings: [],
    coverage: { ...published.coverage, texts: published.coverage.texts ?? sumTexts([]) },
    inputs: published.inputs,
  };
}

function notFollowed({ coverage, inputs }: PublishedReport): Pick<ServiceReport, 'notFollowed'> {
  const texts = coverage.texts?.notFollowed ?? 0;
  const modules = inputs.reduce((sum, { modulesNotRead = 0 }) => sum + modulesNotRead, 0);
  return texts + modules === 0 ? {} : { notFollowed: { texts, modules } };
}

/** Names of the file as the model's own. */
export interface Names {
  readonly operation: (id: string) => Operation;
  readonly permission: (name: string) => PermissionName;
}

function namesIn({ permissions, rules }: ReportModel, label: string): Names {
  const unknown = (what: string) =>
    new InputError(`the report names ${what}, which this rolefit does not know`, {
      at: { file: label },
      next: 'make it again with this version',
    });
  return {
    operation: (id) => {
      const found = rules.find(id);
      if (found === undefined) throw unknown(`the operation "${id}"`);
      return found;
    },
    permission: (name) => {
      const found = permissions.find(name);
      if (found === undefined) throw unknown(`the permission "${name}"`);
      return found.name;
    },
  };
}

function toService(service: PublishedService, model: ReportModel, names: Names): ServiceReport {
  const operations = service.operations.map((use) => toUse(use, names));
  const role = toRole(service.role, names);
  const unresolved = service.unresolved.map((call) => toUnresolved(call, names));
  const unmatched = service.unmatched.map((call) => toUnmatched(call, names));
  const comparison = service.comparison === undefined ? undefined : toComparison(service.comparison, role, names);
  const counted = new Set<OperationId>(role.certificate.map(({ operation }) => operation));
  const uses = operations.filter(({ operation }) => counted.has(operation.id));
  const followed = operations.reduce((sum, { calls }) => sum + calls, 0);
  const open = unmatched.reduce((sum, { calls }) => sum + calls, unresolved.length);
  return {
    name: service.name,
    operations,
    role,
    blastRadius: measureBlastRadius({ graph: model.permissions, rules: model.rules, uses, role, comparison }),
    escalations: service.escalations.map((one) => toEscalation(one, names)),
    ...optionalPart(service, names),
    ...(comparison === undefined ? {} : { comparison }),
    unresolved,
    unmatched,
    coverage: service.coverage ?? { calls: followed + open, followed },
    ...trafficParts(service, names),
    ...(service.observed === undefined ? {} : { observed: service.observed }),
  };
}

/** What an operation is, the model says; everything else is the service's own. */
function toUse(use: PublishedService['operations'][number], names: Names): OperationUse {
  const { id, method: _method, path: _path, name: _name, effect: _effect, seenIn: _seenIn, ...own } = use;
  return { operation: names.operation(id), ...own };
}

function toRole({ status, permissions, certificate }: PublishedService['role'], names: Names): MinimalRole {
  const ids = (list: readonly string[] = []) => list.map((id) => names.operation(id).id);
  return {
    status,
    permissions: permissions.map(({ name, because, disputed }) => ({
      name: names.permission(name),
      because: ids(because),
      disputed: ids(disputed),
    })),
    certificate: certificate.map(({ operation, by }) => ({
      operation: names.operation(operation).id,
      by: by.map(names.permission),
    })),
  };
}

function optionalPart({ withoutOptional }: PublishedService, names: Names): Pick<ServiceReport, 'withoutOptional'> {
  if (withoutOptional === undefined) return {};
  const { operations, permissions } = withoutOptional;
  return {
    withoutOptional: {
      operations: operations.map((id) => names.operation(id).id),
      permissions: permissions.map(names.permission),
    },
  };
}

function toEscalation(one: PublishedService['escalations'][number], names: Names): Escalation {
  return {
    name: names.permission(one.name),
    ...(one.lesser === undefined ? {} : { lesser: names.permission(one.lesser) }),
    forcedBy: one.forcedBy.map((id) => names.operation(id).id),
    without: one.without.map(names.permission),
  };
}

function toComparison(
  published: NonNullable<PublishedService['comparison']>,
  role: MinimalRole,
  names: Names,
): Comparison {
  const { granted, groups, unknown, roles, source } = published;
  const grant: Grant = {
    permissions: granted.map(names.permission),
    groups,
    unknown,
    roles,
    ...(source === undefined ? {} : { source }),
  };
  // For what it is missing, the file does not say; the role says for what it is needed.
  const because = (name: PermissionName) => role.permissions.find((one) => one.name === name)?.because ?? [];
  return {
    grant,
    needed: published.needed.map(names.permission),
    broader: published.broader.map(({ name, enough }) => ({
      name: names.permission(name),
      enough: enough.map(names.permission),
    })),
    unused: published.unused.map(names.permission),
    missing: published.missing.map(names.permission).map((name) => ({ name, because: because(name) })),
  };
}

function toUnresolved(call: PublishedService['unresolved'][number], names: Names): UnresolvedCall {
  const { file, line, column, chain = [], entry, unit, outcome = 'attempted', reachable, candidates = [] } = call;
  const { narrowedTo } = call;
  const [, method, known = ''] = /^(?:([A-Z]+)(?: |$))?(.*)$/s.exec(call.known) ?? [];
  return {
    method: toMethod(method),
    path: toPattern(known, call.reason),
    reachable,
    evidence:
      entry === undefined
        ? { kind: 'source', file, line: line ?? 1, column: column ?? 1, chain }
        : { kind: 'traffic', file, entry, outcome, ...(unit === undefined ? {} : { unit }) },
    candidates: candidates.map(names.operation),
    ...(narrowedTo === undefined ? {} : { narrowedTo: narrowedTo.map(names.operation) }),
  };
}

function toMethod(word: string | undefined): Method | undefined {
  return methods.find((method) => method === word);
}

/** "/rest/v1/{?}.json" as pieces and holes; the reason is that of the first one. */
function toPattern(known: string, reason: PublishedService['unresolved'][number]['reason']): TextPattern {
  const because: HoleReason = reason === 'unknown-method' ? 'unsupported-syntax' : reason;
  return known
    .split(/(\{\?\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece === '{?}' ? { reason: because } : piece));
}

function toUnmatched(call: PublishedService['unmatched'][number], names: Names): UnmatchedCall {
  const { method, path, calls, reachable, evidence, similar = [] } = call;
  return { method, path: [path], calls, reachable, evidence, similar: similar.map(names.operation) };
}
