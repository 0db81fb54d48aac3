/** What people write by hand is nested a dozen levels deep. */
const deepest = 100;
/** Longer runs of indentation and list marks at the start of a line are no indentation. */
const longestIndent = 500;

/**
 * Whether a JSON or YAML text is nested deeper than anyone writes. A parser that recurses must not see such a text:
 * near the end of the stack the engine itself may give up, which no `catch` can help. Counts brackets wherever they
 * stand, so that it can only be too careful. Linear.
 */
export function isNestedTooDeeply(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    if (bracket === '[' || bracket === '{') depth++;
    else depth = Math.max(0, depth - 1);
    if (depth > deepest) return true;
  }
  return text.split('\n').some((line) => line.length > longestIndent && line.search(/[^\s?:-]/) > longestIndent);
}
