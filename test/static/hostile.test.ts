import { expect, test } from 'vitest';
import { exported, requestsOf } from '../kit/program.ts';

// Each program wants to break its reader. Every one ends in an answer or in a hole with the right reason.

const programs: Readonly<Record<string, { readonly source: string; readonly value: string }>> = {
  'keys of Object.prototype in a table': {
    source: `const t = { a: '/a' }; export const value = [t['__proto__'], t['constructor'], t['valueOf'] === t['a']];`,
    value: '[undefined, undefined, false]',
  },
  'a table of such keys': {
    source: `const t = { ['__proto__']: '/p', constructor: '/c', hasOwnProperty: '/h', toString: '/t' };
      export const value = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'].map((k) => t[k]);`,
    value: '["/p", "/c", "/h", "/t"]',
  },
  'such a table with an unknown key': {
    source: `const t = { constructor: '/c', hasOwnProperty: '/h' }; export const value = t[process.env.K];`,
    value: '<"/c" | "/h" | missing>',
  },
  '__proto__ in a literal is the prototype': {
    source: `const o = { __proto__: { a: '/a' } }; export const value = [o.a, Object.keys(o).length];`,
    value: '["/a", 0]',
  },
  '__proto__ in options handed on': {
    source: `const options = Object.assign({}, Object.fromEntries([['__proto__', { method: 'DELETE' }]])); export const value = options.method ?? 'GET';`,
    value: '"GET"',
  },
  'maps keyed like their methods': {
    source: `const m = new Map([['get', '/g'], ['has', '/h']]); export const value = [m.get('get'), m.has('has'), m.get('set')];`,
    value: '["/g", true, undefined]',
  },
  'a getter that reads itself': {
    source: `const o = { get path() { return this.path; } }; export const value = o.path;`,
    value: '{recursive path}',
  },
  'a setter that sets itself': {
    source: `const o = { set path(v) { this.path = v; } }; o.path = '/a'; export const value = 'after';`,
    value: '"after"',
  },
  'a toString that calls itself': {
    source: 'const o = { toString() { return `${this}`; } }; export const value = `/${o}`;',
    value: '"/{recursive toString}"',
  },
  'a cycle of prototypes': {
    source: `const a = {}; const b = { p: '/b' }; Object.setPrototypeOf(a, b); Object.setPrototypeOf(b, a);
      export const value = [a.p, a.q, a instanceof Object];`,
    value: '["/b", undefined, {not-text}]',
  },
  'an object that holds itself': {
    source: 'const o = { path: "/a" }; o.self = o; export const value = o.self.self.self.path;',
    value: '"/a"',
  },
  'a list that holds itself': {
    source: 'const list = []; list.push(list); export const value = typeof `${list.flat(9).length}`;',
    value: '"string"',
  },
  'a class that extends itself': {
    source: 'class A extends A { x = "/a"; } export const value = new A().x;',
    value: '"/a"',
  },
  'a class that makes itself': {
    source: 'class A { next = new A(); path = "/a"; } export const value = new A().path;',
    value: '"/a"',
  },
  'a proxy with traps': {
    source: `const p = new Proxy({ path: '/a' }, { get: () => '/b' }); export const value = p.path;`,
    value: '"/b"',
  },
  'a proxy without traps': {
    source: `export const value = new Proxy({ path: '/a' }, {}).path;`,
    value: '"/a"',
  },
  eval: { source: `let path = '/a'; export const value = eval("path");`, value: '"/a"' },
  'new Function': {
    source: `export const value = new Function('return "/a"')();`,
    value: '"/a"',
  },
  'a regular expression that backtracks for ever': {
    source: `export const value = /(a+)+$/.test('${'a'.repeat(40)}!');`,
    value: '{not-text}',
  },
  'replacing with one': {
    source: `export const value = '${'a'.repeat(40)}!'.replace(/(a+)+$/, '/b');`,
    value: '{unsupported-syntax}',
  },
  'splitting by one': {
    source: `export const value = '${'a'.repeat(40)}!'.split(/(a|aa)+$/);`,
    value: '{unsupported-syntax}',
  },
  'a regular expression that is none': {
    source: `export const value = 'a'.replace(new RegExp('('), 'b');`,
    value: '{unsupported-syntax}',
  },
  'characters that stand for gaps inside': {
    source: `export const value = '/\\uE000/' + process.env.A.trim() + '\\uE001';`,
    value: '"/\uE000/{environment A}\uE001"',
  },
  'half a surrogate pair': {
    source: `export const value = encodeURIComponent('\\uD800') + decodeURIComponent('%');`,
    value: '"\uD800%"',
  },
  'lengths out of all proportion': {
    source: `export const value = [typeof 'x'.repeat(1e9), typeof 'x'.padStart(1e9), new Array(1e9).length];`,
    value: '[{not-text}, {not-text}, {not-text}]',
  },
  'an element far away': {
    source: `const x = []; x[4294967294] = '/a'; export const value = x[4294967294];`,
    value: '<"/a" | undefined | missing>',
  },
  'a length that is set': {
    source: `const x = ['/a']; x.length = 4294967295; export const value = x[0];`,
    value: '<"/a" | undefined | missing>',
  },
  'this at the top': { source: 'export const value = typeof this;', value: '"object"' },
  'an import that is not there': {
    source: `import { a } from './gone'; export const value = a.b;`,
    value: '{external-module ./gone.a.b}',
  },
};

test.each(Object.entries(programs))('%s', (_name, { source, value }) => {
  const started = performance.now();
  expect(exported(source)).toBe(value);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('with: names inside are not followed, and what stands after it is', () => {
  expect(requestsOf({ 'a.js': `var o = { path: '/a' }; with (o) { fetch(path); } fetch('/b');` })).toContain('GET /b');
});

test('modules that import each other see what has run so far', () => {
  const files = {
    'a.ts': `import { path } from './b'; export const base = '/base'; export const value = path();`,
    'b.ts': `import { base } from './a'; export const path = () => base + '/b';`,
  };
  expect(exported(files)).toBe('"/base/b"');
});

test('a module that exports itself whole', () => {
  expect(
    exported({
      'a.ts': `export * from './b'; export * from './a'; export const value = '/a';`,
      'b.ts': `export * from './a';`,
    }),
  ).toBe('"/a"');
});
