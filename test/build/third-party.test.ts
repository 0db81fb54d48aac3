import { expect, test } from 'vitest';
import { bundledPackages, packageFolder } from '../../scripts/build/third-party.ts';

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
