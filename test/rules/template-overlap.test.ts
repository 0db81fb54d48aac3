import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareTemplates, type Overlap } from '../../src/rules/template-overlap.ts';

test.each<[string, string, Overlap]>([
  ['/a/b.json', '/a/{id}.json', 'first'],
  ['/a/{id}', '/a/{id}.json', 'second'],
  ['/a/{id}.json', '/a/{name}.JSON', 'equal'],
  ['/a/.json', '/a/{id}.json', 'apart'],
  ['/a/{id}.json', '/a/{id}.xml', 'apart'],
  ['/a/b', '/a/b/c', 'apart'],
  ['/a/{x}/c', '/a/b/{y}', 'second'],
  ['/a/{x}/c', '/a/b/d', 'apart'],
])('%s beside %s: %s', (first, second, overlap) => {
  expect(compareTemplates(first, second)).toBe(overlap);
});

test('the two ways to ask give mirrored answers', () => {
  const segments = fc.constantFrom('a', 'b.json', '{x}', '{x}.json', '{y}n.json');
  const templates = fc.array(segments, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
  const mirrored: Record<Overlap, Overlap> = { apart: 'apart', equal: 'equal', first: 'second', second: 'first' };
  fc.assert(
    fc.property(templates, templates, (a, b) => {
      expect(compareTemplates(b, a)).toBe(mirrored[compareTemplates(a, b)]);
    }),
  );
});
