import { recordOf, textOf } from './json-shape.ts';

/** Fields of package.json that name the module which the package's bare name means, the nearest to its source first. */
const mainFields = ['source', 'module', 'main', 'types'] as const;

/** Nested deeper, a map of conditions is not one that people write. */
const deepest = 8;

/**
 * The files that a package offers under a subpath: all of its conditions', in the order written.
 * @param subpath "." for the package itself, else "./name"
 */
export function exportTargets(manifest: Readonly<Record<string, unknown>>, subpath: string): readonly string[] {
  const targets = [...exported(manifest['exports'], subpath)];
  if (subpath !== '.') return [...targets, subpath];
  return [...targets, ...mainFields.flatMap((field) => textOf(manifest[field]) ?? []), 'index', 'src/index'];
}

function* exported(exports: unknown, subpath: string): Generator<string> {
  const keys = Object.keys(recordOf(exports));
  if (keys.some((key) => key.startsWith('.'))) yield* mapTargets(exports, subpath);
  else if (subpath === '.') yield* leaves(exports, '', 0);
}

/** What a package's `imports` field gives for "#name". */
export function importTargets(manifest: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  return [...mapTargets(manifest['imports'], name)];
}

/** The targets of the exact key, else of the longest key with a `*` that fits. */
function* mapTargets(map: unknown, name: string): Generator<string> {
  const record = recordOf(map);
  if (Object.hasOwn(record, name)) {
    yield* leaves(record[name], '', 0);
    return;
  }
  const best = Object.keys(record)
    .flatMap((key) => fitOf(key, name) ?? [])
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
  if (best !== undefined) yield* leaves(record[best.key], best.rest, 0);
}

/** How a key with one `*`, such as "./features/*.js", fits a name. */
export function fitOf(key: string, name: string): { key: string; prefix: string; rest: string } | undefined {
  const star = key.indexOf('*');
  if (star < 0) return undefined;
  const [prefix, suffix] = [key.slice(0, star), key.slice(star + 1)];
  if (name.length < prefix.length + suffix.length || !name.startsWith(prefix) || !name.endsWith(suffix))
    return undefined;
  return { key, prefix, rest: name.slice(prefix.length, name.length - suffix.length) };
}

function* leaves(value: unknown, rest: string, depth: number): Generator<string> {
  if (depth > deepest) return;
  if (typeof value === 'string') {
    yield value.replaceAll('*', () => rest);
    return;
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : Object.values(recordOf(value));
  for (const item of values) yield* leaves(item, rest, depth + 1);
}
