import type { FrameworkFiles, FrameworkRules } from '../contract/framework-rules.ts';
import type { Place } from '../contract/place.ts';
import { isModuleOf, matchesName } from './framework-rows.ts';
import { matchesPath, withoutEnding } from './glob.ts';
import type { Told } from './told-files.ts';

/**
 * Which exports a framework takes of a module that it finds by its place, or that the program tells it of, as far as
 * rules/frameworks says; `undefined` where no framework of the package speaks of that place, and any export may be
 * taken. Of a framework's rows those that it is told by count, or else the first whose place fits.
 */
export function takenExports(
  frameworks: readonly FrameworkRules[],
  { path, packages }: Place,
  names: readonly string[],
  told: readonly Told[] = [],
): ((name: string) => boolean) | undefined {
  const place = withoutEnding(path);
  const rows = frameworks.flatMap((rules) => {
    const ofCalls = told.filter((one) => one.rules === rules).map(({ row }) => row);
    const isPackage = packages.some((name) => isModuleOf(rules, name));
    const fits = ({ paths }: FrameworkFiles) => paths.some((glob) => matchesPath(glob, place));
    const ofPlace = isPackage ? rules.files.filter(fits) : [];
    return ofCalls.length > 0 ? ofCalls : ofPlace.slice(0, 1);
  });
  const isTaken = (name: string) => rows.some(({ exports }) => exports.some((pattern) => matchesName(pattern, name)));
  // A module with nothing of what is taken is not what the rows are about.
  const isAbout = rows.some(({ exports }) => exports.length === 0) || names.some(isTaken);
  return rows.length > 0 && isAbout ? isTaken : undefined;
}
