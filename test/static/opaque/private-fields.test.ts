import { expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

const send = "fetch('https://571-kqx-902.mktorest.com/rest/v1/lists.json')";
const live = (program: string): string[] => callsOf(program).filter((call) => !call.endsWith('(dead)'));

/** An object gets out; what TypeScript keeps to its class does not by itself. */
test.each([
  ['a private field keeps what it holds', `class A { private go = { run: () => ${send} }; }`, 0],
  [
    'a private parameter does',
    `class Inner { run() { return ${send}; } } class A { constructor(private readonly inner = new Inner()) {} }`,
    0,
  ],
  [
    'one of a base class does',
    `class Inner { run() { return ${send}; } } class Base { private inner = new Inner(); } class A extends Base {}`,
    0,
  ],
  ['a protected one does not', `class A { protected go = { run: () => ${send} }; }`, 1],
  [
    'one with a decorator does not',
    `import { shown } from 'lib'; class A { @shown private go = { run: () => ${send} }; }`,
    1,
  ],
  ['one that a method gives does not', `class A { private go = { run: () => ${send} }; all() { return this.go; } }`, 1],
  [
    'one of the same name in a plain object does not',
    `class B { private go = 1; } export const b = new B(); class A { go = { run: () => ${send} }; }`,
    1,
  ],
])('%s', (_name, program, calls) => {
  expect(live(`${program}\nexport const a = new A();`)).toHaveLength(calls);
});

/** Whoever writes an instance out goes through all of its fields. */
test.each([
  ['itself', 'private lazy = new Lazy();', 'toJSON() {'],
  ['in a list', 'private rows = [new Lazy()];', 'toJSON() {'],
  ['deeper down', 'private all = { first: { lazy: new Lazy() } };', 'toJSON() {'],
  ['as a parameter', 'constructor(private readonly lazy = new Lazy()) {}', 'toJSON() {'],
  ['by its inspect symbol', 'private lazy = new Lazy();', `[Symbol.for('nodejs.util.inspect.custom')]() {`],
])('a private field that says %s how it is written out', (_name, field, says) => {
  const program = `class Lazy { ${says} ${send}; } } class Page { ${field} } export const page = new Page();`;
  expect(live(program)).toHaveLength(1);
});

test('each of several instances says how it is written out', () => {
  const program = `class Lazy { constructor(private path: string) {} toJSON() { fetch('https://571-kqx-902.mktorest.com' + this.path); } }
    class Page { constructor(private lazy: Lazy) {} }
    export const pages = [new Page(new Lazy('/rest/v1/lists.json')), new Page(new Lazy('/rest/v1/leads.json'))];`;
  expect(live(program).map((call) => call.split(' ').at(-1))).toEqual(['/rest/v1/leads.json', '/rest/v1/lists.json']);
});
