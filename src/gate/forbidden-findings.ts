import { makeFinding } from '../findings/index.ts';
import type { Config } from '../model/config.ts';
import type { Finding } from '../model/finding.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { Forbidden } from '../model/policy.ts';
import type { Report, ServiceReport } from '../model/report.ts';
import { placeOf } from './growth-findings.ts';

/** Every permission and effect that a service needs and must not have, with the operation and the line that need it. */
export function forbiddenFindings(report: Report, config: Config, graph: PermissionGraph): Finding[] {
  const own = new Map(config.services.map(({ name, forbidden }) => [name, forbidden]));
  return report.services.flatMap((service) =>
    [config.policy.forbidden, own.get(service.name)].flatMap((forbidden) =>
      forbidden === undefined ? [] : [...permissions(service, forbidden, graph), ...operations(service, forbidden)],
    ),
  );
}

/** A permission is had by whoever has one that implies it. */
function permissions(service: ServiceReport, forbidden: Forbidden, graph: PermissionGraph): Finding[] {
  return forbidden.permissions.flatMap((permission) => {
    const through = service.role.permissions.filter(({ name }) => graph.implied(name).has(permission));
    const ids = new Set(through.flatMap(({ because }) => because));
    if (through.length === 0) return [];
    const evidence = service.operations.filter(({ operation }) => ids.has(operation.id)).flatMap((use) => use.evidence);
    return [
      makeFinding(
        'forbidden-permission',
        { permission, operations: [...ids], evidence },
        { service: service.name, confidence: 'exact', location: placeOf(evidence) },
      ),
    ];
  });
}

function operations(service: ServiceReport, forbidden: Forbidden): Finding[] {
  const counted = new Set(service.role.certificate.map(({ operation }) => operation));
  return service.operations
    .filter(({ operation }) => counted.has(operation.id) && forbidden.effects.includes(operation.effect))
    .map(({ operation, evidence }) =>
      makeFinding(
        'forbidden-effect',
        { operation: operation.id, effect: operation.effect, evidence },
        { service: service.name, confidence: 'exact', location: placeOf(evidence) },
      ),
    );
}
