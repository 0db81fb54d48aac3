import type { FrameworkRules } from '../contract/framework-rules.ts';
import type { Place } from '../contract/place.ts';
import { isModuleOf, matchesName } from './framework-rows.ts';

/**
 * Which exports a framework takes of a module that it finds by its place, as far as rules/frameworks says; `undefined`
 * where no framework of the package speaks of that place, and any export may be taken. Of a framework's rows the first that fits counts.
 * @param names what the module exports
 */
export function takenExports(
  frameworks: readonly FrameworkRules[],
  { path, packages }: Place,
  names: readonly string[],
): ((name: string) => boolean) | undefined {
  const place = path.replace(/\.[cm]?[jt]sx?$/, '');
  const rows = frameworks
    .filter((rules) => packages.some((name) => isModuleOf(rules, name)))
    .flatMap(({ files }) => files.find(({ paths }) => paths.some((glob) => matchesPath(glob, place))) ?? []);
  const takes = (name: string) => rows.some(({ exports }) => exports.some((pattern) => matchesName(pattern, name)));
  // A module with nothing of what is taken is not what the rows are about.
  const isMeant = rows.some(({ exports }) => exports.length === 0) || names.some(takes);
  return rows.length > 0 && isMeant ? takes : undefined;
}

/** Whether a path fits a glob: `**` stands for any folders, `*` for any text within one, `{a,b}` for either. */
export function matchesPath(glob: string, path: string): boolean {
  const known = matchers.get(glob) ?? new RegExp(`^${sourceOf(glob)}$`);
  matchers.set(glob, known);
  return known.test(path);
}

const matchers = new Map<string, RegExp>();

function sourceOf(glob: string): string {
  return glob.replace(/\*\*\/|\*\*|\*|\{|\}|,|[.+?^$()|[\]\\]/g, (part) => parts.get(part) ?? `\\${part}`);
}

const parts = new Map([
  ['**/', '(?:[^/]+/)*'],
  ['**', '.*'],
  ['*', '[^/]*'],
  ['{', '(?:'],
  ['}', ')'],
  [',', '|'],
]);
