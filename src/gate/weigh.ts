import type { Confidence, Finding } from '../model/finding.ts';
import { isOfGate } from '../model/finding-kinds/index.ts';
import type { Policy } from '../model/policy.ts';

/** From the least sure to the surest. */
const confidences: readonly Confidence[] = ['partial', 'inferred', 'exact'];

/** The findings as the policy weighs them, without those that it turns off or that are not sure enough. */
export function weighFindings(findings: readonly Finding[], { severities, minimumConfidence }: Policy): Finding[] {
  const least = confidences.indexOf(minimumConfidence);
  return findings.flatMap((finding) => {
    const severity = severities.get(finding.kind) ?? finding.severity;
    if (severity === 'off') return [];
    if (!isOfGate(finding.kind) && confidences.indexOf(finding.confidence) < least) return [];
    return [{ ...finding, severity }];
  });
}
