/** The words of a name as programs write it: `getUserURL2`, `MARKETO_BASE_URL`, `file.url_private`; in lower case. */
export function wordsOf(name: string): string[] {
  const words = name.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}
