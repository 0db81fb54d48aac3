import type { PublishedReport } from '../schema/index.ts';

type Service = PublishedReport['services'][number];

/** So many places of a call are shown. */
const mostPlaces = 3;

/** Of a report what an agent acts on: the roles with the calls that need them, what is open, and the findings. */
export function briefReport({ services, findings, inputs }: PublishedReport): object {
  return {
    services: services.map((service) => ({
      name: service.name,
      status: service.role.status,
      permissions: service.role.permissions.map(({ name, because }) => ({
        name,
        because: because.map((id) => ({ operation: id, at: placesOf(service, id) })),
      })),
      open: [
        ...service.unresolved.map((call) => ({ call: call.known, why: call.reason, at: placeOf(call) })),
        ...service.unmatched.map(({ method, path, evidence }) => ({
          call: `${method ?? '{?}'} ${path}`,
          why: 'no-operation',
          at: placeOf(evidence[0] ?? { file: '' }),
        })),
      ],
      ...(service.comparison === undefined
        ? {}
        : {
            missing: service.comparison.missing,
            excess: [...service.comparison.unused, ...service.comparison.broader.map(({ name }) => name)],
          }),
    })),
    findings: findings.map(({ kind, severity, message, service, location }) => ({
      kind,
      severity,
      message,
      ...(service === undefined ? {} : { service }),
      ...(location === undefined ? {} : { at: placeOf(location) }),
    })),
    incomplete: inputs.flatMap(({ file, complete, problem }) =>
      complete ? [] : [{ file, ...(problem && { problem }) }],
    ),
  };
}

function placesOf({ operations }: Service, id: string): readonly string[] {
  const evidence = operations.find((operation) => operation.id === id)?.evidence ?? [];
  return evidence.slice(0, mostPlaces).map(placeOf);
}

interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly entry?: number;
}

function placeOf({ file, line, column, entry }: Place): string {
  if (entry !== undefined) return `${file}#${entry}`;
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
