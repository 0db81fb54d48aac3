import type { FrameworkCalls, FrameworkClass, FrameworkRules } from '../contract/framework-rules.ts';
import type { Library } from '../value/value.ts';

/** A row of rules/frameworks with the framework that it is about. */
export interface FrameworkRow<Row extends FrameworkCalls = FrameworkCalls> {
  readonly rules: FrameworkRules;
  readonly row: Row;
  /** Tells it from every other row. */
  readonly key: string;
}

/** What is said of the classes that a decorator of a library is on. */
export function rowsOfDecorator(all: readonly FrameworkRules[], library: Library): FrameworkRow<FrameworkClass>[] {
  return classRows(all, library).filter(({ row }) => isNamed(row.decorators, library));
}

/** What is said of the classes that extend one of a library. */
export function rowsOfBase(all: readonly FrameworkRules[], library: Library): FrameworkRow<FrameworkClass>[] {
  return classRows(all, library).filter(({ row }) => isNamed(row.bases, library));
}

/** What is said of any class, or of any other object, that a library is handed there. */
export function rowsOfHolder(all: readonly FrameworkRules[], library: Library, isClass: boolean): FrameworkRow[] {
  if (!isClass) return objectRows(all, library);
  return classRows(all, library).filter(
    ({ row }) => row.decorators.length === 0 && row.bases.length === 0 && isNamed(row.given, library),
  );
}

/** Whether it is known what becomes of such a class where a library is handed it. */
export function isHandedTo({ rules, row }: FrameworkRow<FrameworkClass>, library: Library): boolean {
  return isOf(rules, library) && isNamed(row.given, library);
}

/** Whether a library is a framework's code. */
export function isOf({ modules, globals }: FrameworkRules, { module, path }: Library): boolean {
  const name = /^[^.(]*/.exec(path)?.[0] ?? '';
  if (module === '') return globals.some((pattern) => matchesName(pattern, name));
  return modules.some((pattern) => matchesName(pattern, module.replace(/^node:/, '')));
}

/** Whether what a library's path leads to is among these; `default` is the module itself. */
export function isNamed(patterns: readonly string[], { path }: Library): boolean {
  const named = path === '' || path.startsWith('(') ? `default${path}` : path;
  return patterns.some((pattern) => matchesName(pattern, named));
}

/** `*` stands for any text. */
export function matchesName(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return pattern === name;
  const known = matchers.get(pattern);
  const matcher = known ?? new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 's');
  if (known === undefined) matchers.set(pattern, matcher);
  return matcher.test(name);
}

const matchers = new Map<string, RegExp>();

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}

function classRows(all: readonly FrameworkRules[], library: Library): FrameworkRow<FrameworkClass>[] {
  return all
    .filter((rules) => isOf(rules, library))
    .flatMap((rules) => rules.classes.map((row, index) => ({ rules, row, key: `${rules.framework}.${index}` })));
}

function objectRows(all: readonly FrameworkRules[], library: Library): FrameworkRow[] {
  return all
    .filter((rules) => isOf(rules, library))
    .flatMap((rules) =>
      rules.objects.flatMap((row, index) =>
        isNamed(row.given, library) ? [{ rules, row, key: `${rules.framework}:${index}` }] : [],
      ),
    );
}
