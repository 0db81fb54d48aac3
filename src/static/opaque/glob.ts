/** Whether a path fits a glob: `**` stands for any folders, `*` for any text within one, `{a,b}` for either. */
export function matchesPath(glob: string, path: string): boolean {
  const known = matchers.get(glob) ?? new RegExp(`^${sourceOf(glob)}$`);
  matchers.set(glob, known);
  return known.test(path);
}

/** A path without what it ends in as a module's: a built program names what its sources are compiled to. */
export function withoutEnding(path: string): string {
  return path.replace(/\.(?:[cm]?[jt]sx?|\{[^}]*\}|\*)$/, '');
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
