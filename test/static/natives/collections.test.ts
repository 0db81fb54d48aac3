import { expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

test.each([
  ['a map, known key', `new Map([['a', '/a'], ['b', '/b']]).get('b')`, '"/b"'],
  ['a map, unknown key', `new Map([['a', '/a'], ['b', '/b']]).get(process.env.K)`, '<"/a" | "/b" | missing>'],
  ['a map with a key that is not known', `new Map([[process.env.K, '/k'], ['b', '/b']]).get('a')`, '<"/k" | missing>'],
  ['its size', `new Map([['a', 1], ['b', 2], ['a', 3]]).size`, '2'],
  [
    'what was deleted',
    `(() => { const m = new Map([['a', '/a']]); m.delete('a'); return [m.get('a'), m.has('a'), m.size]; })()`,
    '[undefined, false, 0]',
  ],
  [
    'what was perhaps deleted',
    `(() => { const m = new Map([['a', '/a']]); if (process.env.F) m.clear(); return m.get('a') ?? '/d'; })()`,
    '<"/d" | "/a">',
  ],
  ['pairs of a map', `[...new Map([['a', '/a']])].map(([k, v]) => k + v)`, '["a/a"]'],
  ['an object of a map', `Object.fromEntries(new Map([['a', '/a']])).a`, '"/a"'],
  ['members of a set', `[...new Set(['/a', '/b', '/a'])]`, '["/a", "/b"]'],
  [
    'whether a set has it',
    `[new Set(['a']).has('a'), new Set(['a']).has('b'), new Set([process.env.A]).has('b')]`,
    '[true, false, {not-text}]',
  ],
  ['a list from a set', `Array.from(new Set(['a', 'b']), (x) => '/' + x)`, '["/a", "/b"]'],
  ['a list of a length', `Array.from({ length: 2 }, (_, i) => '/' + i)`, '["/0", "/1"]'],
  ['characters', `[...'ab']`, '["a", "b"]'],
  ['entries of an object that is not known', 'Object.keys(process.env.O)', '{unknown-key}'],
  ['values after a computed key', `Object.values({ a: '/a', [process.env.K]: '/k' })`, '["/a", …"/k"]'],
  [
    'filtered by what is not known',
    `['a', 'b'].filter((x) => x === process.env.A)`,
    '[<"a" | absent>, <"b" | absent>]',
  ],
  ['found by what is not known, or else', `['a'].find((x) => x === process.env.A) ?? 'd'`, '<"a" | "d">'],
  ['not found', `['a'].find((x) => x === 'b')`, 'undefined'],
  ['found last', `['a1', 'a2', 'b'].findLast((x) => x.startsWith('a'))`, '"a2"'],
  ['index of it', `['a', 'b'].findIndex((x) => x === 'b')`, '1'],
  [
    'some and every',
    `[['a'].some((x) => x === 'a'), ['a', 'b'].every((x) => x === 'a'), [process.env.A].some((x) => x === 'a')]`,
    '[true, false, {not-text}]',
  ],
  ['sorted by a function', `['b', 'a'].sort((x, y) => x < y ? -1 : 1).at(0)`, '<"b" | "a" | missing>'],
  ['spliced', `(() => { const x = ['a', 'b', 'c']; return [x.splice(1, 1, 'z'), x]; })()`, '[["b"], ["a", "z", "c"]]'],
  [
    'spliced at a place that is not known',
    `(() => { const x = ['a', 'b']; x.splice(process.env.I, 1); return x[0]; })()`,
    '<"a" | "b" | missing>',
  ],
  ['joined with nothing in between', `[null, 'a', undefined].join('/')`, '"/a/"'],
  ['joined to an unknown list', `['a'].concat(process.env.L).join('/')`, '"a{unknown-key}"'],
  ['flattened', `[['a', ['b']], 'c'].flat()`, '["a", ["b"], "c"]'],
])('%s', (_name, expression, value) => {
  expect(evaluated(expression)).toBe(value);
});
