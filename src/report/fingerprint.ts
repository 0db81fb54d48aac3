import { createHash } from 'node:crypto';
import type { Finding } from '../model/finding.ts';
import { subjectOf } from '../model/finding-kinds/index.ts';

const digits = 16;

/**
 * A name for each finding, in their order, that stays the same while lines move, other findings come and go, and the
 * same calls are seen more often: "9c1185a5c5e9fc54:1". It is made of the kind, the service and what the finding is
 * about; the number counts those that are alike in all of that. Code hosts follow an alert from run to run by it.
 */
export function fingerprintFindings(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const identity = JSON.stringify([finding.kind, finding.service ?? '', ...subjectOf(finding)]);
    const hash = createHash('sha256').update(identity).digest('hex').slice(0, digits);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}
