/** No operation takes JSON that nests deeper; what does could be read, and not be written again. */
const deepest = 100;

/** A text as JSON; `undefined` where it is none, or nests too deep. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return nestsDeeper(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Level by level: a call for each would run into the same limit. */
function nestsDeeper(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= deepest; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (level.length === 0) return false;
  }
  return true;
}
