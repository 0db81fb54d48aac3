import type { Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../kit/build/bundle.ts';
import { packageFolder } from '../kit/build/third-party.ts';

let outputs: Metafile['outputs'] = {};

beforeAll(async () => {
  ({ outputs } = (await bundle('dist')).metafile);
}, 60_000);

/** What stands in the files that are loaded with one: without asking, that is, and not behind an `import()`. */
function loadedWith(source: string): { readonly files: number; readonly own: string[]; readonly packages: string[] } {
  const start = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source)?.[0];
  if (start === undefined) throw new Error(`${source} begins no file`);
  const files = new Set([start]);
  for (const file of files) {
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && path in outputs) files.add(path);
    }
  }
  const inputs = [...files].flatMap((file) => Object.keys(outputs[file]?.inputs ?? {}));
  const packages = inputs.flatMap((input) => packageFolder(input)?.replace(/^.*node_modules\//, '') ?? []);
  return {
    files: files.size,
    own: inputs.filter((input) => packageFolder(input) === undefined),
    packages: [...new Set(packages)].sort(),
  };
}

describe('of the installed program', () => {
  test('the version and the help load a handful of files, and no package', () => {
    const { files, own, packages } = loadedWith('src/cli/main.ts');
    expect(packages).toEqual([]);
    expect(own).toContain('src/cli/known-text.ts');
    expect(own.length).toBeLessThanOrEqual(12);
    expect(files).toBeLessThanOrEqual(8);
  });

  test('reading the command line loads its parser, and no renderer, reader or rule', () => {
    const { own, packages } = loadedWith('src/cli/parse-arguments.ts');
    expect(packages).toContain('yargs');
    expect(packages.filter((name) => /^(?:ink|react|yaml|ajv|ignore|fflate|csv-parse)$/.test(name))).toEqual([]);
    expect(
      own.filter((path) => /^src\/(?:rules|solve|har|static|permissions|explore|schema|report\/content)\//.test(path)),
    ).toEqual([]);
  });

  test.each([
    'src/load/analyze-paths.ts',
    'src/load/collect-from-sources.ts',
    'src/load/model.ts',
    'src/cli/run-explore.ts',
  ])('%s brings neither the parser of TypeScript nor what draws or validates', (source) => {
    const { own, packages } = loadedWith(source);
    expect(own.filter((path) => /^required:|^validator:|^src\/static\/(?:evaluate|execute)\//.test(path))).toEqual([]);
    expect(packages.filter((name) => /^(?:ink|react|yaml|ajv|csv-parse|yargs)$/.test(name))).toEqual([]);
  });

  test('what is looked for is there where it belongs', () => {
    expect(loadedWith('src/static/index.ts').own).toContain('required:ts-morph');
    expect(loadedWith('src/explore/ui/index.ts').packages).toEqual(expect.arrayContaining(['ink', 'react']));
    expect(loadedWith('src/load/json-place.ts').packages).toEqual(['yaml']);
    expect(loadedWith('src/load/compile-schema.ts').packages).toEqual([]);
    expect(Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs))).not.toContain(
      'node_modules/ajv/dist/2020.js',
    );
  });

  test('nothing but ts-morph and Node itself is asked of the installation', () => {
    const external = Object.values(outputs).flatMap(({ imports }) => imports.filter((one) => one.external));
    const names = external.map(({ path }) => path).filter((path) => !path.startsWith('node:'));
    const builtins = [
      'assert',
      'buffer',
      'child_process',
      'events',
      'fs',
      'module',
      'os',
      'path',
      'process',
      'stream',
      'tty',
      'url',
      'util',
    ];
    expect(names.filter((name) => !builtins.includes(name))).toEqual([]);
  });

  test('the module that paths start from lies one folder deep, as among the sources', () => {
    const [file] = Object.entries(outputs).find(([, { inputs }]) => 'src/load/package-root.ts' in inputs) ?? [];
    expect(file).toMatch(/^dist\/[^/]+\/[^/]+\.js$/);
  });
});
