import { describe, expect, test } from 'vitest';
import { ciNotes, wantedCi } from '../../src/init/ci-files.ts';
import { setApart } from '../../src/init/plan.ts';

const templates = { github: 'on: push', gitlab: 'rolefit: {}' };
const paths = (place: Parameters<typeof wantedCi>[0]) => wantedCi(place, templates).map(({ path }) => path);
const github = '.github/workflows/rolefit.yml';
const gitlab = '.gitlab/rolefit.yml';

describe('which CI gets a file', () => {
  test.each([
    ['root', false, false, [github]],
    ['root', true, false, [github]],
    ['root', false, true, [gitlab]],
    ['root', true, true, [github, gitlab]],
    ['outside', false, false, [github]],
    ['below', true, true, []],
  ] as const)('%s, GitHub %s, GitLab %s', (folder, hasGitHub, hasGitLab, expected) => {
    expect(paths({ folder, hasGitHub, hasGitLab })).toEqual(expected);
  });

  test('the templates are written as they are', () => {
    const place = { folder: 'root', hasGitHub: true, hasGitLab: true } as const;
    expect(wantedCi(place, templates).map(({ text }) => text)).toEqual([templates.github, templates.gitlab]);
  });

  test('what is left to do by hand is said', () => {
    expect(ciNotes({ folder: 'root', hasGitHub: true, hasGitLab: false })).toEqual([
      expect.stringContaining('devDependencies'),
    ]);
    expect(ciNotes({ folder: 'root', hasGitHub: true, hasGitLab: true })[1]).toContain(`local: /${gitlab}`);
    expect(ciNotes({ folder: 'below', hasGitHub: true, hasGitLab: true })).toHaveLength(1);
  });
});

test('a file that is there is kept, with what to do about it', () => {
  const wanted = [
    { path: 'a', text: 'A', purpose: 'p' },
    { path: 'b', text: 'B', purpose: 'q', next: 'renew it' },
    { path: 'c', text: 'C', purpose: 'r', next: 'renew it' },
  ];
  expect(setApart(wanted, new Set(['a', 'b', 'z']))).toEqual({
    files: [{ path: 'c', text: 'C', purpose: 'r' }],
    kept: [{ path: 'a' }, { path: 'b', next: 'renew it' }],
  });
});
