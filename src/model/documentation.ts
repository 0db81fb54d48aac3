import type { FindingKind } from './finding.ts';

/**
 * Where the documents are read. A placeholder under a name that nobody can register, until the project has an address:
 * "Release" in CONTRIBUTING.md says where else to change it.
 */
const home = 'https://rolefit.example';

/** The section about a kind of finding in docs/findings.md. */
export function documentationOf(kind: FindingKind): string {
  return `${home}/docs/findings.md#${kind}`;
}
