import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type GrantOptions, parseGrant } from '../../src/grants/index.ts';
import { loadPermissions } from '../../src/load/permissions.ts';
import { InputError } from '../../src/model/input-error.ts';
import type { PermissionGraph } from '../../src/model/permission-graph.ts';

let graph: PermissionGraph;
beforeAll(async () => {
  graph = await loadPermissions();
});

const sync = ['Read-Only Assets', 'Read-Write Lead'];

describe('one layout, one fixture', () => {
  test('a list with bullets, tick boxes, quotes, commas, comments and aliases', () => {
    expect(fixture('list.txt')).toEqual({
      permissions: [
        'Approve Assets',
        'Read-Only Activity',
        'Read-Only Assets',
        'Read-Only Campaign',
        'Read-Write Lead',
      ],
      groups: [],
      unknown: [],
      roles: [],
    });
  });

  test('the same as a JSON array', () => {
    expect(fixture('list.json')).toEqual(fixture('list.txt'));
  });

  test('one role as a JSON object', () => {
    expect(fixture('one-role.json')).toMatchObject({ permissions: sync, roles: ['Nightly sync'] });
  });

  test.each(['several-roles.json', 'several-roles.yaml'])('several roles in %s', (file) => {
    expect(fixture(file, ['nightly sync'])).toMatchObject({ permissions: sync, roles: ['Nightly sync'] });
    expect(fixture(file, ['Web forms'])).toMatchObject({ permissions: ['Read-Write Lead'], roles: ['Web forms'] });
    expect(fixture(file, ['Web forms', 'Nightly sync']).roles).toEqual(['Nightly sync', 'Web forms']);
  });

  test('a table with a row per role: byte order mark, CRLF, quoted newlines, counts, other columns', () => {
    expect(fixture('row-per-role.csv', ['Nightly sync'])).toMatchObject({ permissions: sync, groups: [], unknown: [] });
    expect(fixture('row-per-role.csv', ['Web forms'])).toMatchObject({ permissions: sync, groups: [] });
    const whole = fixture('row-per-role.csv', ['Everything']);
    expect(whole.groups).toEqual(['Access API']);
    expect(whole.permissions).toEqual(graph.findGroup('Access API')?.permissions);
  });

  test('a table with a row per role and permission, and merged cells', () => {
    expect(fixture('row-per-permission.csv', ['Nightly sync']).permissions).toEqual(sync);
    expect(fixture('row-per-permission.csv', ['Web forms']).permissions).toEqual(['Read-Write Lead']);
  });

  test('a matrix of permissions by roles, below a title', () => {
    const nightly = fixture('permissions-by-roles.tsv', ['Nightly sync']);
    expect(nightly).toMatchObject({ groups: ['Access Admin'], unknown: [] });
    expect(nightly.permissions).toEqual(['Access Admin', 'Access Users', ...sync]);
    expect(fixture('permissions-by-roles.tsv', ['Web forms'])).toMatchObject({
      permissions: ['Read-Write Lead'],
      groups: [],
    });
  });

  test('a matrix of roles by permissions, one of which nobody knows', () => {
    const nightly = fixture('roles-by-permissions.csv', ['Nightly sync']);
    expect(nightly.permissions).toEqual(sync);
    expect(nightly.unknown.map(({ name }) => name)).toEqual(['Read-Write Feature Flags']);
    expect(fixture('roles-by-permissions.csv', ['Web forms'])).toMatchObject({
      permissions: ['Read-Write Lead'],
      unknown: [],
    });
  });

  test('a group with a full count is ticked, one with a part of it only counted', () => {
    const grant = fixture('group-heading.txt');
    expect(grant.groups).toEqual(['Access API']);
    expect(grant.permissions).toEqual(graph.findGroup('Access API')?.permissions);
  });
});

describe('names', () => {
  test("a group's own name ticks all of it; where a permission shares the name, only a count means the group", () => {
    expect(parse('Access API').groups).toEqual(['Access API']);
    expect(parse('Access Admin')).toMatchObject({ groups: [], permissions: ['Access Admin'] });
    expect(parse('Access Admin (2 of 2)')).toMatchObject({
      groups: ['Access Admin'],
      permissions: ['Access Admin', 'Access Users'],
    });
  });

  test('an unknown one is kept with the name that may be meant', () => {
    expect(parse('Read-Only Lead\nRead-Write Leed\n=HYPERLINK("x")').unknown).toEqual([
      { name: 'Read-Write Leed', suggestion: 'Read-Write Lead' },
      { name: '=HYPERLINK("x")' },
    ]);
  });

  test('a hostile one is cut, and loses control characters and addresses', () => {
    const grant = parse(`Read-Only Lead\n\u001b[31mred\u202e\nmail jo@example.com\n${'x'.repeat(10_000)}`);
    expect(grant.unknown.slice(0, 2).map(({ name }) => name)).toEqual([
      '\u{fffd}[31mred\u{fffd}',
      'mail (e-mail address)',
    ]);
    expect(grant.unknown[2]?.name).toHaveLength(200);
  });

  test('very many unknown ones are counted from the hundredth on', () => {
    const names = Array.from({ length: 150 }, (_, position) => `Strange ${position}`);
    expect(parse(['Read-Only Lead', ...names].join('\n')).unknown.at(-1)).toEqual({ name: 'and 50 more names' });
  });

  test('an empty list in JSON is a grant of nothing', () => {
    expect(parse('[]')).toEqual({ permissions: [], groups: [], unknown: [], roles: [] });
  });

  test('nothing but names, ticks and role names is kept of a table', () => {
    expect(JSON.stringify(fixture('row-per-role.csv', ['Nightly sync', 'Web forms', 'Everything']))).not.toMatch(
      /example\.com|night\b|hurry/,
    );
  });
});

/** Each level repeats the one before it ten times. */
const yamlBomb = ['permissions: &a [x]', 'b: &b [a]', 'c: &c [b]', 'd: [c]']
  .map((line) => line.replace(/\[([abc])\]/, (_, name) => `[${`*${name},`.repeat(10)}]`))
  .join('\n');

describe('errors', () => {
  test('several roles, none chosen', () => {
    expect(problem(() => fixture('several-roles.json'))).toMatchInlineSnapshot(`
      "the grant holds 2 roles: "Nightly sync", "Web forms"
      --> several-roles.json:-
      help: choose with --granted-role "<name>"; repeat it if the user has several"
    `);
  });

  test('a role that is not there, its name hostile', () => {
    expect(problem(() => fixture('several-roles.json', ['\u001b[2J']))).toMatchInlineSnapshot(`
      "the grant has no role "�[2J"
      --> several-roles.json:-
      help: it has "Nightly sync", "Web forms""
    `);
  });

  test('a role chosen from a plain list', () => {
    expect(problem(() => fixture('list.txt', ['Web forms']))).toMatchInlineSnapshot(`
      "the grant names no roles
      --> list.txt:-
      help: leave out --granted-role"
    `);
  });

  test('more roles than can be listed', () => {
    const roles = Array.from({ length: 60 }, (_, position) => ({
      name: `R${position}`,
      permissions: ['Read-Only Lead'],
    }));
    expect(problem(() => parse(JSON.stringify(roles)))).toContain('and 40 more');
  });

  const shape = 'the grant is not a list of permissions or roles';
  test.each([
    ['an empty file', ' \n ', 'the grant is empty'],
    [
      'something else',
      'Dear all,\nplease find attached',
      'this does not look like a grant: it names no permission of Marketo',
    ],
    ['broken JSON', '{"permissions":\n ["Read-Only Lead",]}', 'the grant is broken JSON'],
    ['JSON of another shape', '{"log": {"entries": []}}', shape],
    ['JSON with a number for a name', '["Read-Only Lead", 7]', shape],
    ['broken YAML', 'permissions:\n  - "Read-Only Lead\n', 'the grant is broken YAML (MISSING_CHAR)'],
    ['YAML that repeats itself', yamlBomb, 'the grant repeats parts of itself too often'],
    ['large YAML', `permissions:\n${'  - Read-Only Lead\n'.repeat(60_000)}`, 'the grant is too large for YAML'],
    [
      'a table broken off inside quotes',
      'Role,Permissions\n"Sync,Read-Only Lead\n',
      'the table cannot be read (CSV_QUOTE_NOT_CLOSED)',
    ],
    [
      'too long a table',
      `Role,Permissions\n${'a,Read-Only Lead\n'.repeat(20_001)}`,
      'the table has more than 20000 rows',
    ],
    [
      'too many names',
      Array.from({ length: 50_001 }, (_, n) => `n${n}`).join('\n'),
      'the grant lists more than 50000 names',
    ],
  ])('%s', (_, text, what) => {
    expect(problem(() => parse(text, 'grant.csv')).split('\n')[0]).toBe(what);
  });

  test('broken JSON is shown with its place', () => {
    expect(problem(() => parse('{"permissions":\n ["Read-Only Lead",]}', 'grant.json'))).toMatchInlineSnapshot(`
      "the grant is broken JSON
      --> grant.json:-
      help: write ["Read-Only Lead", …], {"permissions": […]} or {"roles": [{"name": "…", "permissions": […]}]}"
    `);
  });

  test.each([
    ['brackets', `permissions: ${'['.repeat(100_000)}`],
    ['JSON brackets', '['.repeat(1_000_000)],
    ['quotes', `"${'",'.repeat(300_000)}`],
    ['blanks', `Read-Only Lead${' '.repeat(1_000_000)}x`],
    ['number signs', `Read-Only Lead ${'#\u2028'.repeat(500_000)}`],
    ['one row of cells', `Role,Permissions${',x'.repeat(500_000)}`],
  ])('a megabyte of %s neither hangs nor crashes', (_, text) => {
    try {
      parse(text);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
    }
  });
});

function fixture(file: string, roles?: readonly string[]) {
  return parse(readFileSync(new URL(`../../fixtures/grants/${file}`, import.meta.url), 'utf8'), file, roles);
}

function parse(text: string, file = 'grant.txt', roles?: readonly string[]) {
  const options: GrantOptions = roles === undefined ? { file } : { file, roles };
  return parseGrant(text, options, graph);
}

function problem(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError)
      return `${error.what}\n--> ${error.at?.file}:${error.at?.line ?? '-'}\nhelp: ${error.next}`;
    throw error;
  }
  throw new Error('no error was thrown');
}
