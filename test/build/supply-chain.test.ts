import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

interface Locked {
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(read('package-lock.json'));
const manifest: { readonly dependencies: object; readonly allowScripts: object } = JSON.parse(read('package.json'));
const packages = Object.entries(lock.packages).filter(([place]) => place !== '');
/** What whoever installs rolefit gets with it. */
const installed = packages.filter(([, { dev }]) => dev !== true);

describe('what is installed with rolefit', () => {
  test('is there, and is little', () => {
    for (const name of Object.keys(manifest.dependencies))
      expect(installed.map(([place]) => place)).toContain(`node_modules/${name}`);
    expect(installed.length).toBeLessThan(20);
  });

  test('runs nothing when it is installed', () => {
    expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => place)).toEqual([]);
    const { scripts } = JSON.parse(read('package.json'));
    const onInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(Object.keys(scripts).filter((name) => onInstall.includes(name))).toEqual([]);
  });

  test('has a licence that lets anybody use it', () => {
    const free = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD'];
    expect(installed.filter(([, { license = '' }]) => !free.includes(license)).map(([place]) => place)).toEqual([]);
  });
});

test('every package of the lock is known by a hash of its contents, but for those of other platforms', () => {
  const unknown = packages.filter(([, { integrity = '', link }]) => link !== true && !/^sha512-/.test(integrity));
  // Of what is not installed here npm may have no hash; nobody needs it but to develop rolefit.
  expect(unknown.filter(([, { optional, dev }]) => optional !== true || dev !== true).map(([place]) => place)).toEqual(
    [],
  );
});

test('a package that would run something when it is installed is one about which that was decided', () => {
  const names = packages
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([place]) => place.replace(/^.*node_modules\//, ''));
  // Only macOS has it, to watch files.
  expect(names.filter((name) => name !== 'fsevents' && !Object.hasOwn(manifest.allowScripts, name))).toEqual([]);
});

const workflows = readdirSync(new URL('.github/workflows/', root)).map((name) => `.github/workflows/${name}`);
const actions = [...workflows, 'action.yml', 'rules/templates/github-workflow.yml'];

describe.each(actions)('%s', (file) => {
  test('uses actions by the commit that was looked at, not by a name that can be moved', () => {
    const used = [...read(file).matchAll(/^\s*(?:- )?uses: *(\S+)(.*)$/gm)];
    expect(used.length).toBeGreaterThan(0);
    for (const [, action = '', comment = ''] of used) {
      if (action.startsWith('./')) continue;
      expect(action).toMatch(/^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/);
      expect(comment).toMatch(/^ # v\d/);
    }
  });
});

test.each(workflows)('%s has no right that a job does not ask for, and keeps no token', (file) => {
  const workflow: {
    permissions?: object;
    jobs: Record<string, { permissions?: object; steps: { uses?: string; with?: object }[] }>;
  } = parse(read(file));
  expect(workflow.permissions).toEqual({});
  for (const { permissions, steps } of Object.values(workflow.jobs)) {
    expect(permissions).toBeDefined();
    for (const { uses = '', with: given } of steps) {
      if (uses.startsWith('actions/checkout@')) expect(given).toMatchObject({ 'persist-credentials': false });
    }
  }
});

test('a release is built from its tag, checked, and published with a statement of where it comes from', () => {
  const text = read('.github/workflows/release.yml');
  expect(text).toContain('id-token: write');
  expect(text).toMatch(/npm publish .*--provenance/);
  expect(text.indexOf('npm run reproduce')).toBeGreaterThan(0);
  expect(text.indexOf('npm run reproduce')).toBeLessThan(text.indexOf('npm publish'));
});
