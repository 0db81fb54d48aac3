import { expect, test } from 'vitest';
import { bundle } from '../kit/build/bundle.ts';
import { bundledPackages, packageFolder, thirdPartyText } from '../kit/build/third-party.ts';

test('every package that the bundle took code from is named with its licence', async () => {
  const { metafile } = await bundle('dist');
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
}, 60_000);

test('a package that ships no licence cannot be bundled', () => {
  const outputs = {
    'a.js': { bytes: 1, exports: [], imports: [], inputs: { 'test/build/x.ts': { bytesInOutput: 1 } } },
  };
  expect(bundledPackages({ inputs: {}, outputs })).toEqual([]);
  const missing = { 'a.js': { ...outputs['a.js'], inputs: { 'node_modules/@types/none/x.js': { bytesInOutput: 1 } } } };
  expect(() => bundledPackages({ inputs: {}, outputs: missing })).toThrow();
});

test.each([
  ['node_modules/yaml/dist/index.js', 'node_modules/yaml'],
  ['node_modules/@a/b/dist/c.js', 'node_modules/@a/b'],
  ['node_modules/ink/node_modules/string-width/index.js', 'node_modules/ink/node_modules/string-width'],
  ['src/load/model.ts', undefined],
  ['validator:node_modules/x/y', undefined],
])('%s is of %s', (input, folder) => {
  expect(packageFolder(input)).toBe(folder);
});
