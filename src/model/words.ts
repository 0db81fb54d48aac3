/** "1 permission", "3 permissions": a count with its noun, thousands separated the same way on every machine. */
export function count(amount: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(amount)} ${amount === 1 ? noun : plural}`;
}

/** 12345 → "12,345". */
export function formatNumber(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** ["a", "b", "c"] → "a, b and c". */
export function listWords(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** The first few of many: "a, b and 4 more". */
export function listSome(words: readonly string[], most: number): string {
  if (words.length <= most) return listWords(words);
  return `${words.slice(0, most).join(', ')} and ${formatNumber(words.length - most)} more`;
}

/** `"Read-Only Lead"`: names that stand within a sentence. */
export function quote(text: string): string {
  return `"${text}"`;
}

/** Upper case for the first letter, where a phrase begins a line. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "; did you mean "Read-Only Lead"?", as the end of a sentence; nothing where nothing is near. */
export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : `; did you mean ${quote(suggestion)}?`;
}
