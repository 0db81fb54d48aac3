import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configSchema } from '../../src/schema/index.ts';
import { nameServices } from '../../src/sources/service-name.ts';

describe('names of services', () => {
  test.each([
    [['@acme/lead-sync', 'folder'], 'lead-sync'],
    [[undefined, 'folder'], 'folder'],
    [['', 'folder'], 'folder'],
    [['@acme/', 'folder'], 'folder'],
    [['../..', 'folder'], 'folder'],
    [['a b\n# c'], 'a-b-c'],
    [['\u202Egnp.exe\u0007'], 'gnp.exe'],
    [['${{ secrets.X }}'], 'secrets.X'],
    [['jane@acme.example'], 'jane-acme.example'],
    [['größe-漢'], 'größe-漢'],
    [['🙂'], 'integration'],
    [[], 'integration'],
  ])('%j gives %s', (candidates, name) => {
    expect(nameServices([candidates])).toEqual([name]);
  });

  test('two of the same name are told apart', () => {
    expect(nameServices([['@a/x'], ['@b/x'], ['x-2'], ['x']])).toEqual(['x', 'x-2', 'x-2-2', 'x-3']);
  });

  test('any texts give as many different names, each of which a config takes', () => {
    const { pattern } = configSchema.properties.name;
    const texts = fc.array(fc.array(fc.option(fc.string({ unit: 'binary', maxLength: 300 }), { nil: undefined })));
    fc.assert(
      fc.property(texts, (candidates) => {
        const names = nameServices(candidates);
        expect(new Set(names).size).toBe(candidates.length);
        expect(names.filter((name) => !new RegExp(pattern, 'u').test(name))).toEqual([]);
        expect(names.filter((name) => !/^[\p{L}\p{N}._-]+$/u.test(name))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
