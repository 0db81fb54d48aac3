import { relative, resolve as resolvePath, sep } from 'node:path';
import { InputError } from '../../model/input-error.ts';
import { findEntries } from '../../sources/entries.ts';
import type { ImportGraph } from '../../sources/import-graph.ts';
import { isWithin } from '../../sources/paths.ts';
import type { Entry } from '../../sources/source-set.ts';
import type { ConfigReader } from './config-reader.ts';
import type { SourceList } from './list-sources.ts';
import type { Places } from './places.ts';
import type { ProgramLayout } from './program-layout.ts';

/** What says where a program begins. */
export interface EntryContext {
  readonly work: ReadonlySet<string>;
  readonly seeds: readonly string[];
  readonly graph: ImportGraph;
  readonly layout: ProgramLayout;
  readonly list: SourceList;
  readonly places: Places;
  readonly configs: ConfigReader;
  readonly textOf: (path: string) => string | undefined;
  /** What the reader named, see {@link placeEntries}; nothing else counts then. */
  readonly named: readonly string[] | undefined;
}

/** The entries among the files of `context.work`. */
export function entriesOf(context: EntryContext): Entry[] {
  const { layout, list, configs, places, work, named } = context;
  const starters = new Map([...list.starters].sort().map((path) => [path, configs.readText(path) ?? '']));
  const { packages, known } = layout;
  const given = places.scopes.flatMap(({ file }) => file ?? []);
  const configured = named?.flatMap((path) => [...work].filter((file) => isWithin(path, file)));
  return findEntries({ ...context, packages, known, starters, given, configured });
}

/**
 * Where the files and folders that a reader named as entries are, from the home. Asked of every folder, with or without
 * anything of Marketo's: a slip of the pen is none the less one.
 *
 * @throws InputError for one that is no source file of the folder, nor has any in it
 */
export function placeEntries(
  entries: readonly string[],
  { list, places, cwd }: Pick<EntryContext, 'places'> & { readonly list: SourceList; readonly cwd: string },
): readonly string[] {
  return entries.map((entry) => {
    const path = relative(places.home, resolvePath(cwd, entry)).split(sep).join('/');
    if (isListed(path, list)) return path;
    throw new InputError(`the entry "${entry}" is no source file of the analysed code`, {
      next: 'name a file or folder, relative to the current folder, that is among the analysed paths',
    });
  });
}

function isListed(path: string, { sources, dependencies }: SourceList): boolean {
  if (sources.has(path) || dependencies.has(path)) return true;
  return [sources, dependencies].some((files) => [...files].some((file) => isWithin(path, file)));
}
