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
