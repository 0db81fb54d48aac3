import { expect, test } from 'vitest';
import { exported, type Files } from '../../kit/program.ts';

// Each program exports `value` from its first file.
const programs: Readonly<Record<string, { readonly files: Files; readonly value: string }>> = {
  'a named import': {
    files: { 'a.ts': `import { p as q } from './b'; export const value = q;`, 'b.ts': `export const p = '/b';` },
    value: '"/b"',
  },
  'a default import beside a namespace': {
    files: {
      'a.ts': `import d, * as all from './b'; export const value = d + all.p + all.default;`,
      'b.ts': `export default '/d'; export const p = '/p';`,
    },
    value: '"/d/p/d"',
  },
  'a barrel of a barrel, renamed on the way': {
    files: {
      'a.ts': `import { Paths, lists } from './barrel'; export const value = Paths.leads + lists;`,
      'barrel.ts': `export * from './inner'; export { p as lists } from './lists';`,
      'inner.ts': `export * as Paths from './paths';`,
      'paths.ts': `export const leads = '/leads';`,
      'lists.ts': `export const p = '/lists';`,
    },
    value: '"/leads/lists"',
  },
  'a live binding': {
    files: {
      'a.ts': `import { p, set } from './b'; set(); export const value = p;`,
      'b.ts': `export let p = '/old'; export function set() { p = '/new'; }`,
    },
    value: '"/new"',
  },
  'module.exports as a whole': {
    files: { 'a.js': `const b = require('./b'); exports.value = b.p;`, 'b.js': `module.exports = { p: '/b' };` },
    value: '"/b"',
  },
  'module.exports as a function with members': {
    files: {
      'a.js': `const b = require('./b'); module.exports.value = b() + b.p;`,
      'b.js': `module.exports = function () { return '/f'; }; module.exports.p = '/p';`,
    },
    value: '"/f/p"',
  },
  'exports and module.exports at once': {
    files: {
      'a.js': `const { p } = require('./b'); exports.value = p;`,
      'b.js': `exports = module.exports = {}; exports.p = '/b';`,
    },
    value: '"/b"',
  },
  'exports replaced without module is not exported': {
    files: { 'a.js': `exports.value = require('./b').p;`, 'b.js': `exports = { p: '/b' };` },
    value: 'undefined',
  },
  'Object.defineProperty on exports': {
    files: {
      'a.js': `exports.value = require('./b').p;`,
      'b.js': `Object.defineProperty(exports, 'p', { get: function () { return '/b'; } });`,
    },
    value: '"/b"',
  },
  'a transpiled default': {
    files: {
      'a.ts': `import b from './b'; export const value = b;`,
      'b.js': `exports.__esModule = true; exports.default = '/d';`,
    },
    value: '"/d"',
  },
  'a CommonJS module whole, as a default': {
    files: { 'a.ts': `import b from './b'; export const value = b.p;`, 'b.js': `module.exports = { p: '/b' };` },
    value: '"/b"',
  },
  'import equals and export equals': {
    files: {
      'a.ts': `import b = require('./b'); export const value = b.p;`,
      'b.ts': `const all = { p: '/b' }; export = all;`,
    },
    value: '"/b"',
  },
  'require of a name put together': {
    files: { 'a.js': `const name = 'b'; exports.value = require('./' + name).p;`, 'b.js': `exports.p = '/b';` },
    value: '"/b"',
  },
  'a dynamic import': {
    files: {
      'a.ts': `const b = await import('./b'); export const value = b.p + b.default;`,
      'b.ts': `export const p = '/p'; export default '/d';`,
    },
    value: '"/p/d"',
  },
  'a JSON file': {
    files: {
      'a.ts': `import paths from './paths.json'; export const value = paths.a[1].b + paths.n;`,
      'paths.json': `{ "a": [null, { "b": "/b" }], "n": -2, "__proto__": "/no" }`,
    },
    value: '"/b-2"',
  },
  'a package': {
    files: `import { p } from 'elsewhere'; export const value = p.q;`,
    value: '{external-module elsewhere.p.q}',
  },
  'a name that the module does not export': {
    files: { 'a.ts': `import { gone } from './b'; export const value = '/' + gone;`, 'b.ts': 'export const p = 1;' },
    value: '"/{unknown-property gone}"',
  },
};

test.each(Object.entries(programs))('%s', (_name, { files, value }) => {
  expect(exported(files)).toBe(value);
});
