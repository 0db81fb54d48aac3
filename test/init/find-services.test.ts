import { describe, expect, test } from 'vitest';
import { findServices, type PackageFolder, type Program } from '../../src/sources/find-services.ts';

/** A program of files that import each other by their own paths; those that say "marketo" are seeds. */
function program(files: Readonly<Record<string, string>>, entries: readonly string[]): Program {
  return {
    files: new Map(Object.entries(files)),
    resolve: (path) => (path in files ? { kind: 'source', path } : { kind: 'external', name: path }),
    entries: entries.map((path) => ({ path, reason: 'test' })),
    seeds: Object.keys(files).filter((path) => files[path]?.includes('marketo')),
  };
}
const packages = (...folders: readonly (readonly [string, string?])[]): PackageFolder[] =>
  folders.map(([folder, name]) => ({ folder, ...(name === undefined ? {} : { name }) }));

const client = { 'lib/client.ts': '// marketo' };
const two = {
  ...client,
  'apps/sync/main.ts': "import 'lib/client.ts';",
  'apps/mail/main.ts': "import { helper } from 'apps/mail/helper.ts';",
  'apps/mail/helper.ts': "const later = import('lib/client.ts');",
  'apps/site/main.ts': "import 'react';",
};
const entries = ['apps/sync/main.ts', 'apps/mail/main.ts', 'apps/site/main.ts'];
const apps = packages([''], ['apps/sync', '@acme/sync'], ['apps/mail'], ['apps/site', 'site'], ['lib', '@acme/client']);

describe('the parts of a program', () => {
  test('each package whose entries lead to Marketo is a service', () => {
    expect(findServices(program(two, entries), apps, 'home')).toEqual([
      { name: 'mail', entries: ['apps/mail/main.ts'] },
      { name: 'sync', entries: ['apps/sync/main.ts'] },
    ]);
  });

  test('a package that others import is their library, though it could be started', () => {
    const found = findServices(program(two, [...entries, 'lib/client.ts']), apps, 'home');
    expect(found.map(({ name }) => name)).toEqual(['mail', 'sync']);
  });

  test('a package of which another imports one of two entries is a service', () => {
    const files = { ...two, 'lib/job.ts': "import 'lib/client.ts';" };
    const found = findServices(program(files, [...entries, 'lib/client.ts', 'lib/job.ts']), apps, 'home');
    expect(found.map(({ name }) => name)).toEqual(['mail', 'sync', 'client']);
  });

  test('two that import each other both stay', () => {
    const files = { 'a/main.ts': "import 'b/main.ts'; // marketo", 'b/main.ts': "import 'a/main.ts';" };
    const found = findServices(program(files, Object.keys(files)), packages(['a'], ['b']), 'home');
    expect(found.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('several entries of one package are one service, whose entries are left to be found', () => {
    const files = { ...client, 'jobs/a.ts': "import 'lib/client.ts'", 'jobs/b.ts': "import 'lib/client.ts'" };
    const found = findServices(program(files, ['jobs/a.ts', 'jobs/b.ts']), packages(['', 'acme']), 'home');
    expect(found).toEqual([{ name: 'acme', entries: [] }]);
  });

  test('one package of many is named after itself', () => {
    const found = findServices(program(two, ['apps/sync/main.ts', 'apps/site/main.ts']), apps, 'home');
    expect(found).toEqual([{ name: 'sync', entries: [] }]);
  });

  test('entries outside of every package are the home', () => {
    const files = { ...two, 'main.ts': "import 'lib/client.ts';" };
    const found = findServices(program(files, ['main.ts', 'apps/sync/main.ts']), packages(['apps/sync']), 'home');
    expect(found.map(({ name }) => name)).toEqual(['home', 'sync']);
  });

  test('where no file speaks of Marketo there is none', () => {
    expect(findServices(program({ 'a.ts': '' }, ['a.ts']), apps, 'home')).toEqual([]);
  });

  test('imports in a circle end', () => {
    const files = { 'a.ts': "import 'b.ts'", 'b.ts': "import 'a.ts' // marketo" };
    expect(findServices(program(files, ['a.ts']), [], 'home')).toEqual([{ name: 'home', entries: [] }]);
  });
});
