import type { FrameworkFiles, FrameworkRules } from '../contract/framework-rules.ts';
import type { Place } from '../contract/place.ts';
import { isModuleOf, matchesName } from './framework-rows.ts';
import { matchesPath, withoutEnding } from './glob.ts';
import type { Told } from './told-files.ts';

/** What a module exports, and what is known of it. */
export interface Exports {
  readonly names: readonly string[];
  /** Whether it exports `false` by a name: `export const autoload = false`. */
  readonly isOff: (name: string) => boolean;
  /** Whether a framework does not come to call a member of that name. */
  readonly isLeft: (rules: FrameworkRules, name: string) => boolean;
  /** Whether the program writes a name as a text. */
  readonly isText: (name: string) => boolean;
  /** Whether the program tells a framework of other modules, and not of this one. */
  readonly isUntold: (rules: FrameworkRules, unless: readonly string[]) => boolean;
  /** Whether an index stands in its folder. */
  readonly besideIndex: boolean;
}

/**
 * Which exports a framework takes of a module that it finds by its place, or that the program tells it of, as far as
 * rules/frameworks says; `undefined` where no framework of the package speaks of that place, and any export may be
 * taken. Of a framework's rows those that it is told by count, or else the first whose place fits.
 */
export function takenExports(
  frameworks: readonly FrameworkRules[],
  { path, packages, manifest = [] }: Place,
  exports: Exports,
  told: readonly Told[] = [],
): ((name: string) => boolean) | undefined {
  const place = withoutEnding(path);
  const rows = frameworks.flatMap((rules) => {
    const ofCalls = told.filter((one) => one.rules === rules).map(({ row }) => row);
    const isPackage = packages.some((name) => isModuleOf(rules, name));
    const fits = (row: FrameworkFiles) =>
      row.paths.some((glob) => matchesPath(glob, place)) && isMeant(row, manifest, place);
    const ofPlace = isPackage ? rules.files.filter(fits) : [];
    return (ofCalls.length > 0 ? ofCalls : ofPlace.slice(0, 1)).map((row) => ({ rules, row }));
  });
  const used = rows.filter(({ rules, row }) => isUsed(rules, row, exports, place));
  const isTaken = (name: string) =>
    used.some(
      ({ row }) => row.exports.some((pattern) => matchesName(pattern, name)) || (row.named && exports.isText(name)),
    );
  const isLeft = (name: string) => used.every(({ rules }) => exports.isLeft(rules, name));
  // A module with nothing of what is taken is not what the rows are about.
  const isNothing = used.length < rows.length || rows.some(({ row }) => row.exports.length === 0);
  const isAbout = isNothing || exports.names.some(isTaken);
  return rows.length > 0 && isAbout ? (name) => isTaken(name) && !isLeft(name) : undefined;
}

/** Whether the framework uses a module at all of which a row speaks. */
function isUsed(rules: FrameworkRules, row: FrameworkFiles, exports: Exports, place: string): boolean {
  const { off, onlyTold, passedOver } = row;
  if (off !== undefined && exports.isOff(off)) return false;
  if (onlyTold !== undefined && exports.isUntold(rules, onlyTold.unless)) return false;
  return passedOver === undefined || !exports.besideIndex || passedOver.but.some((glob) => matchesPath(glob, place));
}

/** Whether package.json names a module, or does not, as a row asks. */
function isMeant(
  { manifest: asked }: FrameworkFiles,
  manifest: NonNullable<Place['manifest']>,
  place: string,
): boolean {
  if (asked === undefined) return true;
  const settings = manifest.filter(([field]) => `${field}.`.startsWith(`${asked.field}.`));
  if (settings.length === 0 || settings.some(([field]) => asked.without.includes(field.split('.').at(-1) ?? ''))) {
    return false;
  }
  const named = settings.map(([, text]) => withoutEnding(text));
  // What is not named by the last part of any path is surely not: where a build puts things is not known.
  if (!asked.names) return !named.some((text) => lastOf(text) === lastOf(place));
  return named.some((text) => inSources(text) === inSources(place));
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function inSources(path: string): string {
  return path.replace(/^(?:(?:\.|dist|build|lib|out|src)\/)+/, '');
}
