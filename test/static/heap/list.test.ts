import { expect, test } from 'vitest';
import { exported } from '../../kit/program.ts';

// A list that a branch changes, and what is known of it afterwards. F is a flag of the environment.
test.each([
  ['pushed in a branch', `if (F) x.push('b'); return x;`, '["a", <"b" | absent>]'],
  ['pushed in both branches', `if (F) x.push('b'); else x.push('c'); return x.join('/');`, '<"a/b" | "a/c">'],
  [
    'pushed after an early continue',
    `for (const k of ['b']) { if (F) continue; x.push(k); } return x.join('/');`,
    '<"a/b" | "a">',
  ],
  [
    'pushed after an early return',
    `const add = () => { if (F) return; x.push('b'); }; add(); return x.join('/');`,
    '<"a" | "a/b">',
  ],
  [
    'an index behind an element that may not be there',
    `if (F) x.push('b'); x.push('c'); return x[1];`,
    '<"b" | "c" | missing>',
  ],
  ['the length then', `if (F) x.push('b'); return x.length;`, '{not-text}'],
  ['taken off in a branch', `if (F) x.pop(); return x.join('/');`, '<"" | "a">'],
  ['put before', `if (F) x.unshift('u'); return x.join('/');`, '<"u/a" | "a">'],
  ['sorted in a branch', `x.push('A'); if (F) x.sort(); return x.join('');`, '<"Aa" | "aA">'],
  ['emptied', `x.length = 0; x.push('b'); return x;`, '["b"]'],
  ['a copy does not see later changes', `const y = [...x]; x.push('b'); return y;`, '["a"]'],
  [
    'spread with an element that may not be there',
    `if (F) x.push('b'); return [...x, 'c'].join('/');`,
    '<"a/b/c" | "a/c">',
  ],
  ['iterated with one', `if (F) x.push('b'); let r = ''; for (const k of x) r += k; return r;`, '<"ab" | "a">'],
  ['a set index', `x[1] = 'b'; x['2'] = 'c'; return x;`, '["a", "b", "c"]'],
  ['an index that is not known', `x[process.env.I] = 'b'; return x[0];`, '<"a" | "b">'],
  ['made in a branch', `let y; if (F) { y = []; y.push('b'); } return y;`, '<["b"] | undefined>'],
])('%s', (_name, body, value) => {
  expect(exported(`const F = process.env.F; export const value = (() => { const x = ['a']; ${body} })();`)).toBe(value);
});
