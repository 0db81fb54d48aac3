import { expect, test } from 'vitest';
import { exported } from '../../kit/program.ts';

// A text that a loop adds to, and what it may be afterwards.
test.each([
  ['for of a known list', `for (const x of ['a', 'b']) p += '/' + x;`, '"/r/a/b"'],
  [
    'for of an unknown list: none, one, or any number',
    `for (const x of process.env.L) p += '/' + x;`,
    '<"/r/{environment L.[]}{too-many-values}" | "/r/{environment L.[]}" | "/r">',
  ],
  [
    'for of one of two lists',
    `for (const x of process.env.F ? ['a'] : ['b', 'c']) p += '/' + x;`,
    '<"/r/a" | "/r/b/c">',
  ],
  ['for of pairs', `for (const [k, { v }] of Object.entries({ a: { v: 'b' } })) p += k + v;`, '"/rab"'],
  ['for in', `for (const k in { a: 1, b: 2 }) p += '/' + k;`, '"/r/a/b"'],
  ['for in something unknown', `for (const k in process.env.O) p = '/' + k;`, '<"/{unknown-key}" | "/r">'],
  ['for of into a variable that is there', `let x; for (x of ['a', 'b']); p += x;`, '"/rb"'],
  [
    'for with a counter',
    `const t = ['/a', '/b']; for (let i = 0; i < t.length; i++) p = t[i];`,
    '<"/a" | "/b" | missing | "/r">',
  ],
  ['for that is never entered', `for (let i = 0; false; i++) p = 'no';`, '"/r"'],
  ['while that is never entered', `while (false) p = 'no';`, '"/r"'],
  ['while over a queue', `const q = ['a', 'b']; while (q.length) p += '/' + q.shift();`, '"/r/a/b"'],
  [
    'while, as often as the outside says',
    `while (process.env.MORE) p += '/m';`,
    '<"/r/m{too-many-values}" | "/r/m" | "/r">',
  ],
  [
    'while true with a break',
    `while (true) { p += '/m'; if (process.env.F) break; }`,
    '<"/r/m{too-many-values}" | "/r/m" | "/r/m/m" | "/r/m{too-many-values}/m">',
  ],
  ['do while', `do p += '/m'; while (false);`, '"/r/m"'],
  ['break', `for (const x of ['a', 'b']) { if (x === 'b') break; p += x; }`, '"/ra"'],
  ['continue', `for (const x of ['a', 'b', 'c']) { if (x === 'b') continue; p += x; }`, '"/rac"'],
  [
    'break out of two',
    `o: for (const x of ['a', 'b']) for (const y of ['1', '2']) { if (y === '2') break o; p += x + y; }`,
    '"/ra1"',
  ],
  [
    'continue the outer',
    `o: for (const x of ['a', 'b']) for (const y of ['1', '2']) { if (y === '2') continue o; p += x + y; }`,
    '"/ra1b1"',
  ],
  [
    'break inside a switch is the switch’s',
    `for (const x of ['a', 'b']) { switch (x) { case 'a': break; default: p += x; } p += '.'; }`,
    '"/r.b."',
  ],
  [
    'a number that is counted',
    `let n = 0; while (process.env.MORE) n += 1; p += typeof n;`,
    '<"/r{not-text}" | "/rnumber">',
  ],
])('%s', (_name, statements, value) => {
  expect(exported(`let p = '/r'; ${statements} export const value = p;`)).toBe(value);
});
