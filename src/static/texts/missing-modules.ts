import type { ts } from 'ts-morph';
import { libraryNamed } from '../../languages/classy/specifiers.ts';
import { helper } from '../../languages/kit/names.ts';
import { compareLocations } from '../../model/location.ts';
import type { MissingModule } from '../../model/missing-module.ts';
import type { Resolve } from '../contract/resolve.ts';
import { locationAt } from '../syntax/location-at.ts';
import { loadsOf } from './loads.ts';
import { isOnlyForTypes } from './type-imports.ts';

export interface ModuleGraph {
  readonly files: ReadonlyMap<string, ts.SourceFile>;
  readonly resolve: Resolve;
  /** Paths of the modules where the program starts. */
  readonly entries: readonly string[];
  /** Whether a rule describes what a package calls. */
  readonly isKnown: (specifier: string) => boolean;
}

/**
 * Modules that the live code imports and that are not among the files: modules of the program's own, which were never
 * written, are ignored, lie outside or were left out, and packages that have Marketo's name and no rule. They may call
 * anything. Styles, pictures and modules of which only types are used are none.
 */
export function findMissingModules(graph: ModuleGraph): readonly MissingModule[] {
  const missing: MissingModule[] = [];
  for (const [path, file] of liveFiles(graph)) {
    const told = new Set<string>();
    for (const load of loadsOf(file)) {
      const { specifier, node } = load;
      const target = graph.resolve(specifier, path);
      if (isConstantHere(specifier, graph.files)) continue;
      if (target.kind !== 'external' || target.aside === true || isAsset(specifier)) continue;
      const own = isOwn(specifier) || target.own === true;
      const named = own ? specifier : marketoIn(specifier);
      if (named === undefined || (!own && graph.isKnown(specifier)) || isOnlyForTypes(load, file)) continue;
      const plain = plainName(named);
      if (told.has(named) && named !== specifier) continue;
      told.add(named);
      // What stands where a name is written may be anything; what a report repeats is a plain path.
      const name = plainSpecifier.test(plain) ? { name: plain } : {};
      missing.push({ ...locationAt(file, path, node.getStart(file)), ...name, isPackage: !own });
    }
  }
  return missing.sort(compareLocations);
}

const marketo = /marketo|mkto/i;

/** What of a specifier has Marketo's name: of classes that may be in several namespaces, what is not the program's own. */
function marketoIn(specifier: string): string | undefined {
  if (!marketo.test(specifier)) return undefined;
  return specifier.includes(',') ? libraryNamed(specifier, marketo) : specifier;
}

const plainSpecifier = /^[\w@./\\~$-]{1,100}$/;

function liveFiles({ files, resolve, entries }: ModuleGraph): ReadonlyMap<string, ts.SourceFile> {
  const live = new Map<string, ts.SourceFile>();
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const file = files.get(path);
    if (file === undefined || live.has(path)) continue;
    live.set(path, file);
    for (const { specifier } of loadsOf(file)) {
      const target = resolve(specifier, path);
      if (target.kind === 'source') open.push(target.path);
    }
  }
  return live;
}

/** Where names are those of constants (`ruby:A`, or a file that may define one): one that the program defines itself. */
function isConstantHere(specifier: string, files: ModuleGraph['files']): boolean {
  const name = /^[a-z]+:(@?)([A-Z]\w*)$/.exec(specifier);
  if (name === null) return /^[a-z]+:@/.test(specifier);
  if (name[1] === '@') return true;
  const definition = new RegExp(`${helper('open')}\\("(?:\\w+::)*${name[2]}"`);
  return [...files.values()].some(({ text }) => definition.test(text));
}

/** The name as the program has it. */
function plainName(specifier: string): string {
  return specifier.replace(/^(?!node:)[a-z]+:/, '').replace(/#\d*$/, '');
}

/** A path, or an alias that no package can be called by. */
function isOwn(specifier: string): boolean {
  return /^(?:\.{1,2}(?:\/|$)|[@~]\/|[a-z]+:\.)/.test(specifier);
}

const assets = new Set(
  `css scss sass less styl pcss svg png jpg jpeg gif webp ico avif bmp woff woff2 ttf otf eot mp3 mp4 webm ogg wav pdf txt
  md mdx html htm xml yml yaml toml csv tsv graphql gql sql wasm node json json5 jsonc hbs ejs pug njk mustache liquid
  glsl vert frag wgsl proto prisma env sh`.split(/\s+/),
);

/** What is no code: styles, pictures, documents. */
function isAsset(specifier: string): boolean {
  const name =
    specifier
      .replace(/[?#].*$/s, '')
      .split('/')
      .at(-1) ?? '';
  return assets.has(name.split('.').at(-1)?.toLowerCase() ?? '') && name.includes('.');
}
