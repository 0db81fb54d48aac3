/** What stands for a part of a path that no rule knows. */
const unknownPart = '{?}';

/**
 * Makes a path fit to be shown: only words of the rules' own paths are left of it, so that nothing of the reader's,
 * an id, a name or a secret, can get through.
 */
export function createMask(templates: readonly string[]): (path: string) => string {
  const words = new Set(
    templates.flatMap((path) => path.split('/').filter((segment) => segment !== '' && !segment.includes('{'))),
  );
  return (path) =>
    path
      .split('/')
      .map((segment) => {
        const word = segment.toLowerCase();
        if (segment === '' || words.has(word)) return word;
        return word.endsWith('.json') ? `${unknownPart}.json` : unknownPart;
      })
      .join('/');
}
