import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Configs } from '../../src/sources/configs.ts';
import { createExpectNames } from '../../src/sources/expect-name.ts';
import { createAliasesOf } from '../../src/sources/find-aliases.ts';
import { createImportGraph, type ImportGraph } from '../../src/sources/import-graph.ts';
import { createIndexedGraph } from '../../src/sources/importer-index.ts';
import { createKnownFiles } from '../../src/sources/known-files.ts';
import { buildPackageTable } from '../../src/sources/packages.ts';
import { createFindModule, type FindModule } from '../../src/sources/resolve-specifier.ts';

/** Import specifiers by file, and configuration by path. */
interface Tree {
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly configs: Readonly<Record<string, unknown>>;
}

/** A resolver that nobody has asked anything yet, with the configuration that it came to read. */
function resolverOf({ files, configs }: Tree) {
  const asked = new Set<string>();
  const reader: Configs = {
    readJson(path) {
      asked.add(path);
      return configs[path];
    },
    note: (path, what) => asked.add(`${path} ${what}`),
  };
  const known = createKnownFiles(new Set(Object.keys(files)));
  const packages = buildPackageTable(Object.keys(configs), [], reader);
  const aliasesOf = createAliasesOf({ packages, configs: reader, hasConfig: (path) => Object.hasOwn(configs, path) });
  const findModule = createFindModule({ known, packages, aliasesOf });
  return { asked, findModule, expectNames: createExpectNames(packages, aliasesOf) };
}

const importing = ({ files }: Tree): string[] => Object.keys(files).filter((path) => !path.endsWith('.json'));

function followed(tree: Tree) {
  const { asked, findModule } = resolverOf(tree);
  const importsOf = (path: string): string[] => [
    ...new Set((tree.files[path] ?? []).flatMap((specifier) => findModule(specifier, path) ?? [])),
  ];
  return { asked, graph: createImportGraph(importing(tree), importsOf) };
}

function indexed(tree: Tree) {
  const { asked, findModule, expectNames } = resolverOf(tree);
  const counted = { asked, followed: 0 };
  const find: FindModule = (specifier, from) => {
    counted.followed++;
    return findModule(specifier, from);
  };
  const specifiersOf = (path: string): readonly string[] => tree.files[path] ?? [];
  const graph = createIndexedGraph({ importing: importing(tree), specifiersOf, findModule: find, expectNames });
  return Object.assign(counted, { graph });
}

function edges(graph: ImportGraph, paths: readonly string[]) {
  return paths.map((path) => [path, graph.importers(path), graph.imports(path)]);
}

const folders = ['', 'src/', 'a/', 'a/src/', 'a/index/', 'b/', 'b/lib/', 'b/.x/', 'a/b/'];
const names = ['a', 'b', 'index', 'x.part', '.x', '', 'start'];
const extensions = ['.ts', '.js', '.tsx', '.json', '.mjs', '.vue', '.gs'];
const path = fc
  .tuple(fc.constantFrom(...folders), fc.constantFrom(...names), fc.constantFrom(...extensions))
  .map((parts) => parts.join(''));

const specifier = fc.oneof(
  fc.constantFrom(
    '.',
    '..',
    './',
    '../',
    '/',
    '#in',
    '#a/x',
    '@acme/a',
    '@acme/a/b',
    'linked',
    'b',
    '@/',
    '~/a',
    'one',
  ),
  fc.constantFrom(
    'node:a',
    'react',
    '@up/b',
    '@r/a',
    '@r/deep/b.js',
    'fit-a-end',
    '../dist/.js',
    './dist/esm/a.esm.js',
  ),
  fc
    .tuple(
      fc.constantFrom('./', '../', '../../', './b/', '@/', '~/', '@up/', 'src/', '/', '../dist/', '../a/', 'pre-', ''),
      fc.constantFrom('', 'b/', 'src/', '../', './', 'index/'),
      fc.constantFrom(...names, '..', '.', 'b/..'),
      fc.constantFrom('', '.js', '.ts', '.json', '/', '?raw', '#part', '.mjs', '//'),
    )
    .map((parts) => parts.join(''))
    .filter((text) => text !== ''),
);

const manifest = fc.record(
  {
    name: fc.constantFrom('@acme/a', 'b', 'react'),
    main: fc.constantFrom('./start.js', 'dist/b.js', '../b/a.json', './x.part'),
    exports: fc.constantFrom<unknown>('./src/b.ts', { '.': './dist/b.js', './*': './src/*.js' }),
    imports: fc.constantFrom<unknown>({ '#in': './b.js' }, { '#a/*': './src/*.ts' }),
    dependencies: fc.constantFrom({ linked: 'file:../b', other: '^1.0.0' }, { linked: 'workspace:../a' }),
    workspaces: fc.constantFrom(['*'], ['a', 'b']),
  },
  { requiredKeys: [] },
);
const aliases = fc.constantFrom<Record<string, unknown>>(
  { '@up/*': ['src/*', './*'] },
  { '*': ['*', 'b/*'] },
  { '@up/*': ['a/*/index.ts', 'a/*'], one: ['b/x.part.ts'] },
  { 'fit-*-end': ['src/*'], '@r/*': ['src/x.*'] },
  { 'pre-*': ['a/*'], '@r/deep/*': ['b/*.part'] },
  { '@up/b': ['a/start'], './a': ['b/b'] },
);
const tsconfig = fc.record(
  {
    extends: fc.constantFrom('../tsconfig.json', './nowhere', '@acme/a/tsconfig.json'),
    compilerOptions: fc.record({ baseUrl: fc.constantFrom('.', './src', '..'), paths: aliases }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const tree: fc.Arbitrary<Tree> = fc
  .tuple(
    fc.uniqueArray(fc.tuple(path, fc.uniqueArray(specifier, { maxLength: 6 })), {
      selector: ([file]) => file,
      maxLength: 25,
    }),
    fc.dictionary(fc.constantFrom('package.json', 'a/package.json', 'b/package.json', 'a/b/package.json'), manifest),
    fc.dictionary(fc.constantFrom('tsconfig.json', 'a/tsconfig.json', 'b/tsconfig.json'), tsconfig),
  )
  .map(([files, manifests, tsconfigs]) => ({
    files: Object.fromEntries(files),
    configs: { ...manifests, ...tsconfigs },
  }));

describe('the graph that follows imports by name', () => {
  test('is the one that follows all, in whatever order it is asked, and reads the same configuration', () => {
    fc.assert(
      fc.property(tree, fc.infiniteStream(fc.nat()), (given, order) => {
        const paths = Object.keys(given.files);
        const rank = new Map(paths.map((file) => [file, order.next().value ?? 0]));
        const shuffled = [...paths].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
        const [all, byName] = [followed(given), indexed(given)];
        expect(edges(byName.graph, shuffled)).toEqual(edges(all.graph, shuffled));
        expect([...byName.asked].sort()).toEqual([...all.asked].sort());
      }),
      { numRuns: 1_500 },
    );
  });

  test('reads the same configuration for a single question', () => {
    fc.assert(
      fc.property(tree, path, (given, asked) => {
        const [all, byName] = [followed(given), indexed(given)];
        expect(byName.graph.importers(asked)).toEqual(all.graph.importers(asked));
        expect([...byName.asked].sort()).toEqual([...all.asked].sort());
      }),
      { numRuns: 500 },
    );
  });

  test.each<[string, Tree['configs'], specifier: string]>([
    ['a package of the program', { 'a/package.json': { main: 'start.js' } }, './a'],
    ['a workspace', { 'package.json': { workspaces: ['a'] }, 'a/package.json': { name: 'far', main: 'start' } }, 'far'],
    [
      'a linked folder',
      { 'package.json': { dependencies: { far: 'file:./a' } }, 'a/package.json': { main: 'start' } },
      'far',
    ],
    ['the imports of a package', { 'package.json': { imports: { '#far': './a/start.ts' } } }, '#far'],
    ['an alias of one file', { 'tsconfig.json': { compilerOptions: { paths: { far: ['a/start'] } } } }, 'far'],
    ['an alias with a name', { 'tsconfig.json': { compilerOptions: { paths: { 'f/*': ['*/start'] } } } }, 'f/a'],
    ['an alias of half a name', { 'tsconfig.json': { compilerOptions: { paths: { 'f/*': ['a/st*'] } } } }, 'f/art'],
  ])('follows what is called otherwise through %s', (_, configs, specifier) => {
    const given: Tree = { files: { 'a/start.ts': [], 'u.ts': [specifier] }, configs };
    expect(followed(given).graph.importers('a/start.ts')).toEqual(['u.ts']);
    expect(indexed(given).graph.importers('a/start.ts')).toEqual(['u.ts']);
  });

  test('follows nothing of other names', () => {
    const users = Array.from({ length: 100 }, (_, n) => [`u${n}.ts`, ['./log', 'react', `./n${n}.js`]] as const);
    const given: Tree = {
      files: { 'client.ts': [], 'log.ts': ['./client'], ...Object.fromEntries(users) },
      configs: {},
    };
    const counted = indexed(given);
    expect(counted.graph.importers('client.ts')).toEqual(['log.ts']);
    expect(counted.followed).toBe(1);
    expect(counted.graph.importers('log.ts')).toHaveLength(100);
    expect(counted.graph.importers('n7.js')).toEqual([]);
    expect(counted.followed).toBe(1 + 100 + 1);
  });
});
