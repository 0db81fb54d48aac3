import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const rules = fileURLToPath(new URL('../../rules/', import.meta.url));

/** Every JSON file that ships and obeys a schema, from the root of the package with "/", sorted. */
export async function shippedJson(): Promise<readonly string[]> {
  const paths = (await readdir(rules, { recursive: true })).map((path) => `rules/${path.replaceAll('\\', '/')}`);
  return [
    'permissions.json',
    ...paths.filter((path) => path.endsWith('.json') && !/^rules\/(schema|templates|recorded)\//.test(path)),
  ].toSorted();
}
