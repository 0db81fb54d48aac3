import type { Operation } from '../../model/operation.ts';

/** What the paths of all operations have in common; a new operation needs no line here. */
export interface PathShape {
  /** Segments that a path can begin with: Marketo's own, and those behind a `/rest` that a base URL may bring. */
  readonly starts: ReadonlySet<string>;
  /** Of those, the ones that stand at the root of a subscription's host. */
  readonly roots: ReadonlySet<string>;
  /** Everything up to the version, where a base URL may end: `/rest/v1`, `/userservice/management/v1`. */
  readonly versions: readonly string[];
}

export function pathShapeOf(operations: readonly Operation[]): PathShape {
  const starts = new Set<string>();
  const roots = new Set<string>();
  const versions = new Set<string>();
  for (const { path, host } of operations) {
    const [, first = '', second = ''] = path.split('/');
    starts.add(first);
    if (host === 'rest') roots.add(first);
    // As the matcher reads a path without it.
    if (first === 'rest') starts.add(second);
    const version = /^.*?\/v\d+(?=\/)/.exec(path)?.[0];
    if (version !== undefined) versions.add(version);
  }
  return { starts, roots, versions: [...versions] };
}
