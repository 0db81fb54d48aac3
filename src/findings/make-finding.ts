import type { Confidence, Finding, FindingArguments, FindingKind } from '../model/finding.ts';
import { findingKinds } from '../model/finding-kinds/index.ts';
import type { InputPlace } from '../model/input-error.ts';

/** A finding of this kind with the kind's own severity. */
export function makeFinding<Kind extends FindingKind>(
  kind: Kind,
  args: FindingArguments[Kind],
  details: { service?: string; confidence: Confidence; location?: InputPlace | undefined },
): Finding {
  const { service, confidence, location } = details;
  return {
    kind,
    severity: findingKinds[kind].severity,
    confidence,
    arguments: args,
    ...(service === undefined ? {} : { service }),
    ...(location === undefined ? {} : { location }),
    // The union is over kinds; inside this function Kind is still open, so the compiler cannot pick its member.
  } as Finding;
}
