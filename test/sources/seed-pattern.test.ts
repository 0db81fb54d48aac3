import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resourceWordOf, resourceWords } from '../../src/sources/resource-words.ts';
import { createFindClues } from '../../src/sources/seed-pattern.ts';

const findClues = createFindClues({ clientModules: ['acme-sdk'], hosts: ['proxy.acme.test'] });
const rules = new URL('../../rules/operations/', import.meta.url);
const operationPaths: string[] = readdirSync(rules)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => JSON.parse(readFileSync(new URL(name, rules), 'utf8')).operations)
  .map(({ path }: { path: string }) => path);

describe('against the rules', () => {
  test('the resource words are those of the rules', () => {
    const words = new Set(operationPaths.flatMap((path) => resourceWordOf(path) ?? []));
    expect(resourceWords).toEqual([...words].sort());
  });

  test('the path of every operation below a Marketo host is found, whole and without its beginning', () => {
    expect(operationPaths.length).toBeGreaterThan(300);
    for (const path of operationPaths) {
      if (path.startsWith('/subscriptions/')) continue; // Told by their host alone.
      expect(findClues(`call('${path}')`, false).strong, path).toBe(true);
      const end = path.replace(/^\/(?:rest|bulk)(?=\/)/, '');
      if (end !== path) expect(findClues(`call('${end}')`, false).suffix, end).toBe(true);
    }
  });
});

test('a path that begins after the host of a setting is one, whatever follows', () => {
  const findClues = createFindClues({ clientModules: [], hosts: [] });
  const clues = findClues('fetch(`${process.env.MARKETO}/rest/v1/${path}`)', false);
  expect({ suffix: clues.suffix, mention: clues.mention }).toEqual({ suffix: true, mention: true });
});

test('no mark that spares a pattern hides what it would find', () => {
  const piece = fc.constantFrom(
    ...[
      'mktorest',
      '/rest/',
      '/rest',
      '/bulk/',
      'v1/',
      `\${v}/`,
      'leads',
      '/lead/',
      '.json',
      "'",
      '`',
      '}',
      '/',
      'asset/',
      `\${id}`,
    ],
    ...[
      'MARKETO_',
      'HOST',
      'acme-sdk',
      'proxy.acme.test',
      "from '",
      'marketo',
      'x',
      'identity/oauth/token',
      'userservice/management',
    ],
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  // A file named for Marketo brings out the words of a client; they are found whether or not the quick look lets through.
  fc.assert(
    fc.property(text, (bare) => {
      // With these marks no look is spared, and they are no clues of this kind: what is found must be found without too.
      const close = findClues(`${bare}\nmarketo v1/`, false);
      const quick = findClues(bare, false);
      expect({ strong: quick.strong, suffix: quick.suffix }).toEqual({ strong: close.strong, suffix: close.suffix });
    }),
    { numRuns: 2_000 },
  );
});

test.each([`/rest/\${`, '/lead/', "from '@", `\${`, '/leads/a', 'v1/', 'import ', 'mkto', 'marketo'])(
  'takes linear time on %j repeated',
  (piece) => {
    const start = performance.now();
    findClues(piece.repeat(150_000), true);
    expect(performance.now() - start).toBeLessThan(2_000);
  },
);
