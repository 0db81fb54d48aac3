import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ProgramSet, readStates } from './kit/program-states.ts';

const page = readFileSync(new URL('../docs/accuracy.md', import.meta.url), 'utf8');
const rows =
  page
    .match(/(?<=Known limits[^|]*)(?:^\|.*\n)+/m)?.[0]
    .split('\n')
    .slice(2, -1) ?? [];

/** Whether a program is known to end open: by the state of its set, or by what is expected of it. Tests of theirs hold both. */
function endsOpen(set: string, name: string): boolean {
  const expected = new URL(`../fixtures/${set}/${name}/expected.json`, import.meta.url);
  if (existsSync(expected)) return JSON.parse(readFileSync(expected, 'utf8')).role.status === 'lower-bound';
  return readStates(set as ProgramSet).states[name] === 'open';
}

test.each(rows)('a limit is shown by programs that end open: %s', (row) => {
  const links = [...row.matchAll(/\[([\w-]+)\]\(\.\.\/fixtures\/(\w+)\/([\w-]+)\)/g)];
  expect(links.length).toBeGreaterThan(0);
  for (const [, title, set = '', name = ''] of links) {
    expect(title).toBe(name);
    expect(endsOpen(set, name), `${set}/${name}`).toBe(true);
  }
});

test('the limits are found on the page', () => {
  expect(rows.length).toBeGreaterThan(10);
});

test('no set of programs has one that is lost', () => {
  for (const set of ['programs', 'frameworks', 'compiled', 'shapes'] as const)
    expect(Object.values(readStates(set).states)).not.toContain('known-wrong');
});
