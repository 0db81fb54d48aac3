import type { Evidence } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import { findingKinds } from '../../model/finding-kinds/index.ts';
import type { InputPlace } from '../../model/input-error.ts';
import type { Report, ServiceReport } from '../../model/report.ts';

/** A place as code hosts want it: every finding has one, and a file without a position is meant from its first line on. */
export interface Place {
  /** Relative to the analysed folder, with "/", without "./". */
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/**
 * Where a code host shows the finding: the granted file for what is wrong with the grant, the call otherwise. Where there
 * is no such place, the first call of the service stands in, and then the first input, so that none is dropped.
 */
export function placeOf(
  finding: Finding,
  evidence: readonly Evidence[],
  service: ServiceReport | undefined,
  report: Report,
): Place {
  const isAboutGrant = findingKinds[finding.kind].about === 'grant';
  const granted = isAboutGrant ? service?.comparison?.grant.file : undefined;
  if (granted !== undefined) return toPlace({ file: granted });
  const { location } = finding;
  const [first] = evidence;
  // A recording has no line to point at; if the same call was found in code, that is the better place.
  if (first?.kind === 'source' && location?.line === undefined) return toPlace(first);
  return toPlace(location ?? first ?? firstCall(service) ?? { file: report.inputs[0]?.file ?? '.' });
}

function firstCall(service: ServiceReport | undefined): InputPlace | undefined {
  const calls = service?.operations.flatMap(({ evidence }) => evidence) ?? [];
  return calls.find(({ kind }) => kind === 'source') ?? calls[0];
}

function toPlace({ file, line, column }: InputPlace): Place {
  const relative = file.replace(/^(?:\.?\/)+/, '');
  return {
    file: relative === '' ? '.' : relative,
    line: line ?? 1,
    ...(line === undefined || column === undefined ? {} : { column }),
  };
}

/** The place of one call, with the same rules. */
export function placeOfEvidence({ file, ...evidence }: Evidence): Place {
  return toPlace(evidence.kind === 'source' ? { file, line: evidence.line, column: evidence.column } : { file });
}
