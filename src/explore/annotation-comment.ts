import type { Operation } from '../model/operation.ts';

/**
 * The comment that closes an unresolved call. With no candidate an operation is given in whose place the right one
 * goes, as `explain` does it.
 */
export function annotationComment(candidates: readonly Operation[]): string {
  const ids = candidates.map(({ id }) => id);
  return `// rolefit: ${ids.length === 0 ? 'GET /rest/v1/leads.json' : ids.join(', ')}`;
}
