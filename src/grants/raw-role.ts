/** A role as a file writes it, before any name is looked up. */
export interface RawRole {
  /** Absent where the file is one unnamed list. */
  readonly name?: string;
  /** What is ticked: permissions and groups, as written. */
  readonly ticked: readonly string[];
}

/** Most names that one file may list; the whole role dialog has about a hundred. */
export const maxNames = 50_000;

/** Joins the parts of roles that stand on several rows, in the order in which the names first come up. */
export function joinRoles(parts: readonly RawRole[]): RawRole[] {
  const joined = new Map<string | undefined, string[]>();
  for (const { name, ticked } of parts) {
    const known = joined.get(name) ?? [];
    for (const item of ticked) known.push(item);
    joined.set(name, known);
  }
  return [...joined].map(([name, ticked]) => (name === undefined ? { ticked } : { name, ticked }));
}
