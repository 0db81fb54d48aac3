import { expect, test } from 'vitest';
import { exported } from '../../kit/program.ts';

// An object that a branch changes, and what is known of it afterwards. F is a flag of the environment.
test.each([
  ['set in a branch', `if (F) o.b = '/b'; return o.b ?? '/c';`, '<"/b" | "/c">'],
  ['set in both branches', `if (F) o.b = '/b'; else o.b = '/c'; return o.b;`, '<"/b" | "/c">'],
  ['its keys then', `if (F) o.b = '/b'; return Object.keys(o).join();`, '<"a,b" | "a">'],
  ['deleted', `delete o.a; return ['a' in o, o.a, Object.keys(o).length];`, '[false, undefined, 0]'],
  ['deleted, and inherited', `const p = Object.create(o); p.a = '/p'; delete p.a; return p.a;`, '"/a"'],
  ['deleted in a branch', `if (F) delete o['a']; return { a: '/d', ...o }.a;`, '<"/d" | "/a">'],
  ['a key that is not known', `o[process.env.K] = '/k'; return o[process.env.L];`, '<"/a" | "/k" | missing>'],
  ['spread of nothing', `return { ...null, ...undefined, ...o }.a;`, '"/a"'],
  ['spread of one or nothing', `return { a: '/d', ...(F ? o : undefined) }.a;`, '<"/a" | "/d">'],
  ['spread of something unknown', `return { ...process.env.O, ...o }.z;`, '{environment O.z}'],
  ['spread takes what a getter gives', `return { ...{ get z() { return '/z'; } } }.z;`, '"/z"'],
  ['order of keys', `return Object.keys({ b: 1, 2: 1, a: 1, 1: 1 }).join('');`, '"12ba"'],
  ['frozen', `return Object.freeze(o).a;`, '"/a"'],
  [
    'hasOwnProperty',
    `return [o.hasOwnProperty('a'), Object.hasOwn(o, 'toString'), 'toString' in o];`,
    '[true, false, true]',
  ],
])('%s', (_name, body, value) => {
  expect(exported(`const F = process.env.F; export const value = (() => { const o = { a: '/a' }; ${body} })();`)).toBe(
    value,
  );
});
