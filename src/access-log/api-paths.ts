/**
 * Tells which paths can be Marketo's where no host is known: those whose first two segments are those of an operation,
 * such as /rest/v1. A first segment alone says little: many an API has a /rest.
 *
 * @param templates the paths of all operations, as the rules spell them.
 */
export function createIsApiPath(templates: readonly string[]): (path: string) => boolean {
  const roots = new Set(templates.map(rootOf).map((root) => root.replace(/\/\{.*$/, '/*')));
  return (path) => {
    const root = rootOf(path);
    return roots.has(root) || roots.has(root.replace(/\/.*$/, '/*'));
  };
}

/** "/rest/v1/leads.json" → "rest/v1"; letter case and slashes too many do not matter, as they do not to Marketo. */
function rootOf(path: string): string {
  const segments = path
    .slice(0, 200)
    .toLowerCase()
    .split(/\/|%2f/)
    .filter((segment) => segment !== '');
  return segments.slice(0, 2).join('/');
}
