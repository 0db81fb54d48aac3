import { expect, test } from 'vitest';
import { whichCalls } from '../../kit/which-calls.ts';

const both = ['leads', 'lists'];

// Each of these sends leads when it really runs.
test.each([
  [
    'a rest has nothing that is inherited',
    `const { ...rest } = Object.create({ a: 1 }); rest.a === undefined ? leads() : lists();`,
  ],
  [
    'nor what is not enumerated',
    `const { ...rest } = Object.create(null, { a: { value: 1 } }); rest.a === undefined ? leads() : lists();`,
  ],
  [
    'a spread neither',
    `const o = {}; Object.defineProperty(o, 'a', { value: 1 }); 'a' in { ...o } ? lists() : leads();`,
  ],
  [
    'nor are its names listed',
    `const o = { b: 1 }; Object.defineProperty(o, 'a', { get() { return 1; } }); Object.keys(o).length === 1 ? leads() : lists();`,
  ],
  [
    'what was there stays enumerated',
    `const o = { a: 1 }; Object.defineProperty(o, 'a', { value: 2 }); Object.keys(o)[0] === 'a' ? leads() : lists();`,
  ],
  [
    'and is so where it is said',
    `const o = {}; Object.defineProperty(o, 'a', { value: 2, enumerable: true }); Object.keys(o)[0] === 'a' ? leads() : lists();`,
  ],
  ['an object that inherits from nothing', `typeof Object.create(null).toString === 'undefined' ? leads() : lists();`],
  ['has no names of others', `'constructor' in Object.create(null) ? lists() : leads();`],
  ['every other object has', `'constructor' in {} && 'valueOf' in {} ? leads() : lists();`],
  [
    'a setter alone hides a getter',
    `class A { get a() { return 1; } } class B extends A { set a(v) {} } new B().a === undefined ? leads() : lists();`,
  ],
  [
    'what is written to is looked up first',
    `let a = { n: 1 }; const b = a; a.next = a = { n: 2 }; b.next === a && a.next === undefined ? leads() : lists();`,
  ],
  [
    'a loop visits what a prototype was given',
    `class A { m() {} } A.prototype.b = 1; let n = ''; for (const k in new A()) n += k; n === 'b' ? leads() : lists();`,
  ],
  [
    'a variable of the body is not the parameter that a default sees',
    `function f(a, g = () => a) { var a = a + 'x'; return g(); } f('a') === 'a' ? leads() : lists();`,
  ],
  ['a pattern that looks at the start', `/b/y.test('ab') ? lists() : leads();`],
  ['and one that goes on, when it is new', `/a/g.test('a') ? leads() : lists();`],
])('known: %s', (_name, program) => {
  expect(whichCalls(program)).toEqual(['leads']);
});

test.each([
  ['a pattern that goes on', `const p = /a/g; p.test('a'); p.test('a') ? leads() : lists();`],
  ['where it is to go on', `const p = /a/g; p.test('a'); p.lastIndex === 0 ? leads() : lists();`],
  [
    'where a program says so',
    `const p = /a/y; p.lastIndex = 1; const found = p.exec('ba'); found === null ? leads() : lists();`,
  ],
  ['whether a value is a promise', `const v = { a: 1 }; typeof v.then === 'function' ? leads() : lists();`],
  ['whether it has what promises have', `const v = { a: 1 }; 'then' in v ? leads() : lists();`],
  [
    'what a class outside has',
    `import { Base } from 'lib'; class A extends Base {} 'a' in new A() ? leads() : lists();`,
  ],
  [
    'what may be enumerated',
    `const o = {}; Object.defineProperty(o, 'a', { value: 1, enumerable: Boolean(process.env.E) }); 'a' in { ...o } ? leads() : lists();`,
  ],
  [
    'what is written where there is a getter alone',
    `class A { get a() { return 1; } } const o = new A(); try { o.a = 2; } catch {} o.a === 1 ? leads() : lists();`,
  ],
  [
    'what a generator gives when it is told to end',
    `function* g() { try { yield 1; } finally { yield 2; } } const i = g(); i.next(); i.return(3).value === 2 ? leads() : lists();`,
  ],
  [
    'and when an error is thrown in it',
    `function* g() { try { yield 1; } catch { yield 2; } } const i = g(); i.next(); i.throw(3).done ? leads() : lists();`,
  ],
])('not known: %s', (_name, program) => {
  expect(whichCalls(program)).toEqual(both);
});
