import { relative, resolve as resolvePath, sep } from 'node:path';
import { InputError } from '../../model/input-error.ts';
import { findEntries } from '../../sources/entries.ts';
import type { ImportGraph } from '../../sources/import-graph.ts';
import { isWithin } from '../../sources/paths.ts';
import type { Entry } from '../../sources/source-set.ts';
import type { ConfigReader } from './config-reader.ts';
import type { SourceList } from './list-sources.ts';
import type { LoadSourcesOptions } from './load-sources.ts';
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
}

/**
 * The entries among the files of `context.work`.
 *
 * @throws InputError for a configured entry that is no file of the program
 */
export function entriesOf(context: EntryContext, options: Pick<LoadSourcesOptions, 'entries' | 'cwd'>): Entry[] {
  const { layout, list, configs, places } = context;
  const starters = new Map([...list.starters].sort().map((path) => [path, configs.readText(path) ?? '']));
  const { packages, known } = layout;
  const given = places.scopes.flatMap(({ file }) => file ?? []);
  const configured = options.entries?.flatMap((entry) => configuredEntry(entry, context, options.cwd));
  return findEntries({ ...context, packages, known, starters, given, configured });
}

function configuredEntry(entry: string, { places, layout, work }: EntryContext, cwd: string): string[] {
  const path = relative(places.home, resolvePath(cwd, entry)).split(sep).join('/');
  const inFolder = [...work].filter((file) => isWithin(path, file));
  if (inFolder.length > 0) return inFolder;
  if (layout.known.has(path)) return [];
  throw new InputError(`the entry "${entry}" is no source file of the analysed code`, {
    next: 'name a file or folder, relative to the current folder, that is among the analysed paths',
  });
}
