import { describe, expect, test } from 'vitest';
import { load, plant } from './tree.ts';

const seed =
  "import { request } from 'gaxios';\nexport const x = request({ url: 'https://123-ABC-456.mktorest.com/rest/v1/leads.json' });\n";
const versioned = new Set(['gaxios']);

async function installed(files: Readonly<Record<string, unknown>>, specifier = 'gaxios', from = 'a.ts') {
  const texts = Object.entries(files).map(([path, value]) => [
    path,
    typeof value === 'string' ? value : JSON.stringify(value, undefined, 2),
  ]);
  const set = await load(plant({ 'a.ts': seed, ...Object.fromEntries(texts) }), { versioned });
  const found = set.resolve(specifier, from);
  return found.kind === 'external' ? found.installed : found;
}

const asks = (range: string) => ({ dependencies: { gaxios: range } });

describe('which version of a package is installed', () => {
  test('is what the package.json asks for, where nothing says more', async () => {
    expect(await installed({ 'package.json': asks('^6.1.0') })).toEqual({ range: '^6.1.0' });
    expect(await installed({})).toBeUndefined();
  });

  test.each([
    ['package-lock.json', { packages: { 'node_modules/gaxios': { version: '6.7.1' } } }],
    ['package-lock.json', { dependencies: { gaxios: { version: '6.7.1', resolved: 'x' } } }],
    ['npm-shrinkwrap.json', { dependencies: { gaxios: { version: '6.7.1' } } }],
    ['yarn.lock', 'gaxios@^6.0.0, gaxios@^6.1.0:\n  version "6.7.1"\n  resolved "x"\n'],
    ['yarn.lock', '"gaxios@npm:^6.1.0":\n  version: 6.7.1\n  resolution: "gaxios@npm:6.7.1"\n'],
    ['pnpm-lock.yaml', 'packages:\n\n  /gaxios@6.7.1(encoding@0.1.13):\n    resolution: {}\n'],
    ['pnpm-lock.yaml', "packages:\n\n  'gaxios@6.7.1':\n    resolution: {}\n"],
    ['bun.lock', '{\n "packages": {\n  "gaxios": ["gaxios@6.7.1", "", {}, "sha512"],\n }\n}\n'],
  ])('is what %s has', async (name, lock) => {
    const files = { 'package.json': asks('*'), [name]: lock };
    expect(await installed(files)).toEqual({ range: '*', locked: ['6.7.1'] });
  });

  test('is of the package that the module belongs to, and a lock file above it counts', async () => {
    const files = {
      'package.json': { workspaces: ['one', 'two'] },
      'one/package.json': asks('^6.0.0'),
      'one/a.ts': seed,
      'two/package.json': asks('^7.0.0'),
      'two/a.ts': seed,
      'package-lock.json': {
        packages: { 'node_modules/gaxios': { version: '7.1.0' }, 'one/node_modules/gaxios': { version: '6.7.1' } },
      },
    };
    const locked = ['6.7.1', '7.1.0'];
    expect(await installed(files, 'gaxios', 'one/a.ts')).toEqual({ range: '^6.0.0', locked });
    expect(await installed(files, 'gaxios', 'two/a.ts')).toEqual({ range: '^7.0.0', locked });
  });

  test('and what a program calls by another name is told by its own', async () => {
    const source = seed.replace("'gaxios'", "'http'");
    const files = { 'package.json': { dependencies: { http: 'npm:gaxios@^6' } }, 'a.ts': source };
    expect(await installed(files, 'http')).toEqual({ name: 'gaxios', range: '^6' });
    const other = { 'package.json': asks('npm:got@14'), 'a.ts': seed };
    expect(await installed(other)).toEqual({ name: 'got' });
  });
});
