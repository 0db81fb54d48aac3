import type { Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { entrySource } from '../../scripts/build/common-part.ts';
import { bundledPackages, packageFolder, thirdPartyText } from '../../scripts/build/third-party.ts';
import { installPackage } from '../kit/installed.ts';

let metafile: Metafile = { inputs: {}, outputs: {} };
let outputs: Metafile['outputs'] = {};

beforeAll(async () => {
  ({ metafile } = (await installPackage()).made);
  ({ outputs } = metafile);
}, 60_000);

/** What stands in the files that are loaded with one: without asking, that is, and not behind an `import()`. */
function loadedWith(source: string): { readonly files: number; readonly own: string[]; readonly packages: string[] } {
  const start = Object.entries(outputs).find(([, { entryPoint }]) => entrySource(entryPoint) === source)?.[0];
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
    expect(own.filter((path) => path.startsWith('src/')).length).toBeLessThanOrEqual(12);
    expect(files).toBeLessThanOrEqual(8);
  });

  test('an analysis or a check loads all that it always needs in a few files', () => {
    const { files, own, packages } = loadedWith('src/cli/run-command.ts');
    expect(files).toBeLessThanOrEqual(8);
    expect(packages).toContain('yargs');
    const ways = ['cli/commands/index', 'load/cache/index', 'load/config', 'load/analyze-paths', 'gate/index'];
    expect(own).toEqual(expect.arrayContaining(ways.map((way) => `src/${way}.ts`)));
  });

  test.each(['src/cli/run-command.ts', 'src/cli/run-explore.ts', 'src/load/grant.ts', 'src/load/collect-traffic.ts'])(
    '%s brings neither the parser of TypeScript nor what draws or validates',
    (source) => {
      const { own, packages } = loadedWith(source);
      expect(own.filter((path) => /^required:|^validator:|^src\/static\/(?:evaluate|execute)\//.test(path))).toEqual(
        [],
      );
      expect(packages.filter((name) => /^(?:ink|react|ajv)$/.test(name))).toEqual([]);
    },
  );

  test('an ordinary run brings no reader of recordings, no page, no explorer and no parser of other formats', () => {
    const { own, packages } = loadedWith('src/cli/run-command.ts');
    expect(own.filter((path) => /^src\/(?:har|access-log|mcp|redact|explore|init|report\/html)\//.test(path))).toEqual(
      [],
    );
    expect(packages.filter((name) => /^(?:yaml|csv-parse|fflate)$/.test(name))).toEqual([]);
  });

  test('importing the library brings no command line', () => {
    const { own, packages } = loadedWith('src/index.ts');
    expect(own.filter((path) => path.startsWith('src/cli/'))).toEqual([]);
    expect(packages).not.toContain('yargs');
  });

  test('what is looked for is there where it belongs', () => {
    expect(loadedWith('src/static/index.ts').own).toContain('required:ts-morph');
    expect(loadedWith('src/explore/ui/index.ts').packages).toEqual(expect.arrayContaining(['ink', 'react']));
    expect(loadedWith('src/load/json-place.ts').packages).toContain('yaml');
    expect(loadedWith('src/load/compile-schema.ts').packages).not.toContain('ajv');
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
    expect(file).toMatch(/\bdist\/[^/]+\/[^/]+\.js$/);
  });
});

test('every package that the bundle took code from is named with its licence', () => {
  const folders = new Set(
    Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.keys(inputs).flatMap((input) => packageFolder(input) ?? []),
    ),
  );
  const packages = bundledPackages(metafile);
  const names = new Set(packages.map(({ name }) => name));
  expect(new Set([...folders].map((folder) => folder.replace(/^.*node_modules\//, '')))).toEqual(names);
  expect([...names]).toEqual(
    expect.arrayContaining(['ink', 'react', 'yargs', 'yaml', 'yoga-layout', '@dagrejs/graphlib']),
  );
  const text = thirdPartyText(packages);
  for (const { name, version, license, text: own } of packages) {
    expect(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause'], name).toContain(license);
    expect(own, name).toMatch(/copyright/i);
    expect(text).toContain(`${name} ${version} (${license})\n\n${own}`);
  }
});
