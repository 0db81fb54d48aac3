import { makeFinding } from '../findings/index.ts';
import { isDay } from '../model/day.ts';
import type { Finding, FindingKind } from '../model/finding.ts';
import { findingKinds } from '../model/finding-kinds/index.ts';
import type { Location } from '../model/location.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { ExceptionComment } from '../model/policy.ts';

/** A comment of which every part is there and right. */
export interface ValidComment {
  readonly kind: FindingKind;
  readonly until?: string;
  readonly reason: string;
  readonly file: string;
  /** The line that it excepts. */
  readonly line: number | undefined;
  readonly at: Location;
}

/** Comments that count, and findings for those that do not. */
export function readComments(comments: readonly ExceptionComment[]): {
  readonly valid: readonly ValidComment[];
  readonly invalid: readonly Finding[];
} {
  const valid: ValidComment[] = [];
  const invalid: Finding[] = [];
  for (const comment of comments) {
    const { kind, until, reason, location, line } = comment;
    if (isKind(kind) && reason !== undefined && (until === undefined || isDay(until))) {
      valid.push({ kind, reason, file: location.file, line, at: location, ...(until === undefined ? {} : { until }) });
    } else {
      invalid.push(makeFinding('invalid-exception', problemOf(comment), { confidence: 'exact', location }));
    }
  }
  return { valid, invalid };
}

function isKind(kind: string): kind is FindingKind {
  return Object.hasOwn(findingKinds, kind);
}

function problemOf({ kind, reason }: ExceptionComment) {
  const isKnown = isKind(kind);
  const similar = isKnown ? undefined : nearestName(kind, Object.keys(findingKinds));
  return {
    ...(kind === '' ? {} : { kind }),
    ...(similar === undefined ? {} : { similar }),
    isKnown,
    hasReason: reason !== undefined,
  };
}
