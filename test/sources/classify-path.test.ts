import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyPath, createClassifyPath, isTestPath } from '../../src/sources/classify-path.ts';
import { isStarter } from '../../src/sources/named-modules.ts';

const kindOf = (path: string): string => {
  const found = classifyPath(path, { includeTests: false });
  return found.kind === 'left-out' ? `${found.reason} ${found.path}` : found.kind;
};

describe('what a listed file is', () => {
  test.each([
    ['src/a.ts', 'source'],
    ['a.b/c.d.vue', 'source'],
    ['.ts', 'source'],
    ['a.cjsx', 'source'],
    ['src/a.json', 'json'],
    ['.json', 'json'],
    ['README', 'other'],
    ['a.ts/README', 'other'],
    ['src/a.tsx.snap', 'other'],
    ['a.test.ts', 'test'],
    ['e2e/a.ts', 'test'],
    ['x/mocks/y/a.ts', 'test'],
    ['tests.ts', 'source'],
    ['mocks/a.json', 'json'],
    ['src/a.d.ts', 'declarations src/a.d.ts'],
    ['a.d.css.ts', 'declarations a.d.css.ts'],
    ['a.d.b.c.ts', 'source'],
    ['a.min.js', 'minified a.min.js'],
    ['x.min/a.js', 'source'],
    ['web/node_modules/dist/a.js', 'dependencies web/node_modules'],
    ['web/dist/a.json', 'build-output web/dist'],
    ['dist/a.css', 'other'],
  ])('%s: %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind);
  });

  test('is the same whatever was asked before', () => {
    const segment = fc.constantFrom('src', 'dist', 'tests', 'a.min', 'node_modules', 'a.test', '.x');
    const name = fc.constantFrom('a.ts', 'a.test.ts', 'a.json', 'tests', 'a.d.ts', 'a.min.js', '.js', 'x');
    const path = fc.tuple(fc.array(segment, { maxLength: 3 }), name).map(([up, last]) => [...up, last].join('/'));
    fc.assert(
      fc.property(fc.array(path), fc.boolean(), (paths, includeTests) => {
        const classify = createClassifyPath({ includeTests });
        for (const one of paths) {
          const found = classify(one);
          expect(found).toEqual(classifyPath(one, { includeTests }));
          expect(found.kind === 'test' && !isTestPath(one)).toBe(false);
          expect(found.kind === 'source' && !includeTests && isTestPath(one)).toBe(false);
        }
      }),
    );
  });
});

test.each([
  ['Dockerfile.prod', true],
  ['a/serverless.yml', true],
  ['docker-compose.local.yaml', true],
  ['compose.yml', true],
  ['a/.github/workflows/ci.yml', true],
  ['.github/workflows/deep/ci.yml', false],
  ['github/workflows/ci.yml', false],
  ['src/my-serverless.ts', false],
  ['serverless.ts', true],
  ['Dockerfile/a.ts', false],
  ['ecosystem.config.cjs', true],
])('%s says how a program is started: %s', (path, does) => {
  expect(isStarter(path)).toBe(does);
});
