import { noRequestWords } from '../model/annotation.ts';
import type { ConfigAnnotation } from '../model/config.ts';
import { isDay } from '../model/day.ts';
import type { FindingKind, Severity } from '../model/finding.ts';
import { InputError } from '../model/input-error.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { Operation } from '../model/operation.ts';
import type { Exception, Forbidden, Policy } from '../model/policy.ts';
import type { ConfigFile, JsonPath } from '../schema/index.ts';
import type { ConfigSource } from './config-file.ts';
import type { ConfigPaths } from './config-paths.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { Model } from './model.ts';

type RawForbidden = NonNullable<ConfigFile['policy']>['forbidden'];

/** The policy as written, with what it leaves out. */
export function readPolicy(file: ConfigFile, source: ConfigSource, model: Model): Policy {
  const {
    findings = {},
    failOn,
    minimumConfidence = 'partial',
    requireComplete = false,
    forbidden,
  } = file.policy ?? {};
  return {
    severities: new Map(
      // The schema names the kinds.
      Object.entries(findings).map(([kind, severity]) => [kind as FindingKind, severityOf(severity)]),
    ),
    ...(failOn === undefined ? {} : { failOn }),
    minimumConfidence,
    requireComplete,
    forbidden: readForbidden(forbidden, ['policy', 'forbidden'], source, model),
  };
}

function severityOf(written: Severity | 'warn' | 'off'): Severity | 'off' {
  return written === 'warn' ? 'warning' : written;
}

/** @throws InputError for a name that is no permission. */
export function readForbidden(
  raw: RawForbidden,
  path: JsonPath,
  { locate }: ConfigSource,
  { permissions }: Model,
): Forbidden {
  const names = (raw?.permissions ?? []).map((name, index) => {
    const known = permissions.find(name);
    if (known !== undefined) return known.name;
    const meant = permissions.suggest(name);
    throw new InputError(`"${name}" is not a permission`, {
      at: locate([...path, 'permissions', index]),
      next: `${meant === undefined ? '' : `did you mean "${meant}"? `}\`rolefit model permissions\` lists every name`,
    });
  });
  return { permissions: names, effects: raw?.effects ?? [] };
}

/** @throws InputError for a service, permission or operation that there is not, and for a day that there is not. */
export function readExceptions(
  file: ConfigFile,
  { locate }: ConfigSource,
  services: readonly string[],
  model: Model,
): readonly Exception[] {
  return (file.exceptions ?? []).map((raw, index) => {
    const at = (field: string) => locate(['exceptions', index, field]);
    if (raw.service !== undefined && !services.includes(raw.service)) {
      const meant = nearestName(raw.service, services);
      throw new InputError(`there is no service "${raw.service}"`, {
        at: at('service'),
        next: meant === undefined ? `services: ${services.slice(0, 20).join(', ')}` : `did you mean "${meant}"?`,
      });
    }
    if (raw.until !== undefined && !isDay(raw.until)) {
      throw new InputError(`"${raw.until}" is not a day of the calendar`, {
        at: at('until'),
        next: 'write it as YYYY-MM-DD',
      });
    }
    const permission = raw.permission === undefined ? undefined : model.permissions.find(raw.permission)?.name;
    const operation =
      raw.operation === undefined ? undefined : expectOperation(raw.operation, model, at('operation')).id;
    return {
      kind: raw.kind,
      reason: maskSecrets(raw.reason.trim()),
      at: locate(['exceptions', index]),
      ...(raw.service === undefined ? {} : { service: raw.service }),
      // A granted name that is not known may be what the exception is about.
      ...(raw.permission === undefined ? {} : { permission: permission ?? raw.permission }),
      ...(operation === undefined ? {} : { operation }),
      ...(raw.file === undefined ? {} : { file: raw.file }),
      ...(raw.until === undefined ? {} : { until: raw.until }),
    };
  });
}

/** @throws InputError for an operation that there is not, or a path that leads out of the folder. */
export async function readAnnotations(
  file: ConfigFile,
  { locate }: ConfigSource,
  model: Model,
  paths: ConfigPaths,
): Promise<readonly ConfigAnnotation[]> {
  const annotations: ConfigAnnotation[] = [];
  for (const [index, raw] of (file.annotations ?? []).entries()) {
    const path = ['annotations', index] as const;
    annotations.push({
      file: await paths.inside(raw.file, [...path, 'file']),
      ...(raw.call === undefined ? {} : { call: raw.call }),
      operations: raw.operations.map((id, at) =>
        id === noRequestWords ? id : expectOperation(id, model, locate([...path, 'operations', at])).id,
      ),
      at: locate(path),
    });
  }
  return annotations;
}

function expectOperation(id: string, { rules }: Model, at: ReturnType<ConfigSource['locate']>): Operation {
  const known = rules.find(id);
  if (known !== undefined) return known;
  const meant = nearestName(
    id,
    rules.operations.map((operation) => operation.id),
  );
  throw new InputError(`"${id}" is no operation that rolefit knows`, {
    at,
    next: `${meant === undefined ? '' : `did you mean "${meant}"? `}\`rolefit model operations\` lists every operation`,
  });
}
