import { createInstalledPackages } from '../../sources/installed-packages.ts';
import { LeftOut } from '../../sources/left-out.ts';
import type { FileFacts } from '../../sources/look-at-bytes.ts';
import { nameOf } from '../../sources/paths.ts';
import { createFindClues } from '../../sources/seed-pattern.ts';
import type { SourceSet } from '../../sources/source-set.ts';
import { addBuilt } from './add-built.ts';
import { addCommands } from './add-commands.ts';
import { findNeighbours, membersOf, workspacesAtTop } from './add-neighbours.ts';
import { ByteReader } from './byte-reader.ts';
import { ConfigReader } from './config-reader.ts';
import { FileScanner } from './file-scanner.ts';
import { followOut, type Outside } from './follow-out.ts';
import { addFolder, listSources, type SourceList } from './list-sources.ts';
import type { LoadSourcesOptions, LookOptions, SourceLook } from './look-options.ts';
import { findPlaces, type Places } from './places.ts';
import { readLayout } from './program-layout.ts';
import { TextReader } from './read-texts.ts';
import { linkFiles, namedBelow, type Search, searchFiles } from './search.ts';
import { SetMaker } from './set-maker.ts';

/** A look at a folder for a single program. See {@link lookAtSources}. */
export async function loadSources(paths: readonly string[], options: LoadSourcesOptions): Promise<SourceSet> {
  return (await lookAtSources(paths, options)).setFor(options);
}

/**
 * Finds the files that can matter to a program's calls to Marketo: lists, looks at bytes, follows imports, and reads
 * only what is left. Nothing of the code is run, no link is followed out of the given folders, and a file that cannot
 * be read is a problem in the answer. Where nothing has to do with Marketo, `files` is empty.
 *
 * @param paths folders and source files, relative to `cwd` or absolute
 * @throws InputError for a path that is not there
 */
export async function lookAtSources(paths: readonly string[], options: LookOptions): Promise<SourceLook> {
  const places = findPlaces(paths, options.cwd);
  const leftOut = new LeftOut();
  options.onProgress?.({ stage: 'list', done: 0, total: 0 });
  const list = await listSources(places, options, leftOut);
  const reader = new ByteReader(places.home, list.links);
  const configs = new ConfigReader(reader);
  const manifests = [...list.json].filter((path) => nameOf(path) === 'package.json');
  const workspaces = await workspacesAtTop(places, configs);
  const members = membersOf(places.home, workspaces, configs);
  const declared = findNeighbours(places, members, manifests, configs);
  for (const folder of declared) await addFolder(list, places, folder, options, leftOut);
  addCommands(list, configs);
  addBuilt(list, places.home, configs, leftOut);
  const isNamed = namedBelow(places.root);
  const scanner = new FileScanner({
    reader,
    findClues: createFindClues(options),
    isNamed,
    isWanted: (path) => list.named.has(path),
    leftOut,
    known: (path) => options.known?.(path) ?? seenEarlier(path, places, options.earlier),
  });
  const outside = await addOutside({ places, list, configs, scanner, members, folders: declared }, options, leftOut);
  const neighbours = [...declared, ...outside.folders];
  const search: Search = {
    list,
    scanner,
    scopes: places.scopes,
    isNamed,
    onScanned: (done, total) => options.onProgress?.({ stage: 'scan', done, total }),
  };
  const result = searchFiles(search);
  const isPart = workspaces.length > 0 || outside.leads;
  const look = {
    places,
    neighbours,
    list,
    reader,
    configs,
    scanner,
    search,
    result,
    leftOut,
    texts: new TextReader(reader),
  };
  const seen: SourceLook['seen'] = (path, { home, root }) => {
    const isAlike = home === places.home && !list.named.has(path) && isNamed(path) === namedBelow(root)(path);
    return isAlike ? scanner.facts.get(path) : undefined;
  };
  if (!result.hasSeeds)
    return { isPart, seen, setFor: async (asked) => new SetMaker(look, options, asked).outside(undefined) };
  const layout = await readLayout(list, [...places.scopes.map(({ folder }) => folder), ...neighbours], configs);
  const installed = createInstalledPackages({
    packages: layout.packages,
    versioned: options.versioned ?? new Set(),
    readText: (path) => configs.readLarge(path),
  });
  const whole = { layout, installed, linked: linkFiles(search, result, layout) };
  return { isPart, seen, setFor: async (asked) => new SetMaker(look, options, asked).begin(whole) };
}

/** Adds what is imported from elsewhere in the repository. Where a single file was named, what lies around it is there already. */
async function addOutside(
  { places, list, configs, scanner, members, folders }: Around,
  options: LookOptions,
  leftOut: LeftOut,
): Promise<Outside> {
  const { home, root, scopes } = places;
  if (root === '' || scopes.some(({ file }) => file !== undefined)) return { folders: [], leads: false };
  return followOut({
    ...{ home, configs, members },
    folders: [...scopes.map(({ folder }) => folder), ...folders],
    sources: list.sources,
    specifiersOf: (path) => scanner.scan(path, true)?.specifiers ?? [],
    add: async (path, kind) => {
      if (kind === 'folder') await addFolder(list, places, path, options, leftOut);
      else list.sources.add(path);
    },
  });
}

/** What is known when imports are first looked at. */
interface Around {
  readonly places: Places;
  readonly list: SourceList;
  readonly configs: ConfigReader;
  readonly scanner: FileScanner;
  readonly members: Parameters<typeof findNeighbours>[1];
  /** Folders that were added by what a package.json declares. */
  readonly folders: readonly string[];
}

function seenEarlier(path: string, places: Places, looks: readonly SourceLook[] = []): FileFacts | undefined {
  for (const look of looks) {
    const facts = look.seen(path, places);
    if (facts !== undefined) return facts;
  }
  return undefined;
}
