import { describe, expect, test } from 'vitest';
import { loadSinkRules } from '../../../src/load/clients.ts';
import { matchesPath } from '../../../src/static/opaque/glob.ts';
import { takenExports } from '../../../src/static/opaque/taken-exports.ts';

const { frameworks } = await loadSinkRules();

function taken(path: string, names: string, packages: readonly string[]): string {
  const all = names.split(' ');
  const takes = takenExports(frameworks, { path, packages }, all);
  return takes === undefined ? 'all' : all.filter(takes).join(' ');
}

describe('what a framework takes of a module that it finds by its place', () => {
  test.each([
    ['next', 'app/api/leads/route.ts', 'GET POST helper', 'GET POST'],
    ['next', 'src/app/leads/[id]/page.tsx', 'default load generateMetadata', 'default generateMetadata'],
    ['next', 'pages/api/leads.ts', 'default sync config', 'default config'],
    ['@sveltejs/kit', 'src/routes/leads/+page.server.ts', 'load actions _purge', 'load actions'],
    ['@sveltejs/kit', 'src/hooks.server.ts', 'handle other', 'handle'],
    ['@react-router/dev', 'app/routes/leads.$id.tsx', 'loader default fetchLead', 'loader default'],
    ['astro', 'src/pages/api/leads.ts', 'GET get', 'GET'],
    ['astro', 'src/pages/_draft/leads.ts', 'GET', ''],
    ['nitropack', 'server/api/leads.get.ts', 'default purge', 'default'],
    ['@oclif/core', 'src/commands/leads/find.ts', 'default run', 'default'],
  ])('%s: %s', (name, path, names, expected) => {
    expect(taken(path, names, ['typescript', name])).toBe(expected);
  });

  test('is everything elsewhere, in other packages, and where nothing is what is looked for', () => {
    expect(taken('lib/leads.ts', 'GET helper', ['next'])).toBe('all');
    expect(taken('app/api/leads/route.ts', 'GET helper', ['express'])).toBe('all');
    expect(taken('pages/parts/table.ts', 'rows columns', ['next'])).toBe('all');
  });

  test('adds up where two frameworks look into one folder', () => {
    expect(taken('src/pages/leads.ts', 'GET getServerSideProps helper', ['astro', 'next'])).toBe(
      'GET getServerSideProps',
    );
  });
});

test.each([
  ['src/pages/**', 'src/pages/a/b', true],
  ['src/pages/**', 'src/page', false],
  ['{,src/}app/**/route', 'app/route', true],
  ['{,src/}app/**/route', 'src/app/a/(b)/[c]/route', true],
  ['{,src/}app/**/route', 'src/app/a/b-route', false],
  ['src/pages/**/_*', 'src/pages/a/_b', true],
  ['src/pages/**/_*', 'src/pages/a/_b/c', false],
  ['a.b/+*', 'a.b/+server', true],
  ['a.b/+*', 'axb/+server', false],
])('the glob %s on %s: %s', (glob, path, expected) => {
  expect(matchesPath(glob, path)).toBe(expected);
});
