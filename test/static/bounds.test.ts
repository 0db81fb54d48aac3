import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/static/machine/machine.ts';
import { callsOf, evaluated, exported, requestsOf } from '../kit/program.ts';

const many = (count: number, make: (index: number) => string, joint = ',') =>
  Array.from({ length: count }, (_, index) => make(index)).join(joint);

// What takes part of a second on an idle machine, and more beside others; a bound that is missing takes minutes, or the stack.
const patience = 40_000;

function timed<Result>(run: () => Result): Result {
  const started = performance.now();
  const result = run();
  expect(performance.now() - started).toBeLessThan(patience);
  return result;
}

describe('wide', () => {
  test('a sum of 5,000 terms', () => {
    const value = timed(() => evaluated(many(5000, () => "'a'", ' + ')));
    expect(value).toMatch(/^"a+(\{too-many-values\})?"$/);
  });

  test('a template of 2,000 parts keeps its start', () => {
    const value = timed(() => evaluated(`\`/rest/v1/\${'x'}${many(2000, () => '/${process.env.A}', '')}\``));
    expect(value).toMatch(/^"\/rest\/v1\/x\/\{environment A\}.*\{too-many-values\}"$/);
  });

  test('a thousand alternatives end in one hole, with what all share', () => {
    const table = `const t = { ${many(1000, (index) => `k${index}: '/rest/v1/leads/${index}/tail.json'`)} };`;
    expect(timed(() => evaluated('t[process.env.K]', table))).toBe(
      '<"/rest/v1/leads/{too-many-values}/tail.json" | missing>',
    );
  });

  test('a loop over 5,000 elements visits as many as the limit says, and one that stands for the rest', () => {
    const list = `const list = [${many(5000, (index) => `'/p/${index}'`)}];`;
    const requests = timed(() => requestsOf(`${list} for (const path of list) fetch(path);`));
    expect(requests).toHaveLength(defaultLimits.elements + 1);
    expect(requests).toContain('GET {too-many-values}');
  });

  test('a list that gets 5,000 elements', () => {
    const value = timed(() =>
      exported(
        `const list = []; ${many(5000, (index) => `list.push('/p/${index}');`, '\n')} export const value = list.at(0);`,
      ),
    );
    expect(value).toBe('"/p/0"');
  });

  test('a hundred independent flags in one text', () => {
    const value = timed(() => evaluated(many(100, (index) => `(process.env.F${index} ? 'a' : 'b')`, ' + ')));
    expect(value).toContain('too-many-values');
  });

  test('a hundred flags one after the other', () => {
    const flags = many(100, (index) => `if (process.env.F${index}) path += '/${index}';`, '\n');
    expect(timed(() => exported(`let path = '/rest'; ${flags} export const value = path;`))).toContain('/rest');
  });
});

describe('deep', () => {
  test.each([
    ['parentheses', (n: number) => `${'('.repeat(n)}'/a'${')'.repeat(n)}`],
    ['lists', (n: number) => `${'['.repeat(n)}'/a'${']'.repeat(n)}.flat(99)[0]`],
    ['calls', (n: number) => `${'id('.repeat(n)}'/a'${')'.repeat(n)}`],
    ['functions', (n: number) => `${'(() => '.repeat(n)}'/a'${')()'.repeat(n)}`],
  ])('%s inside each other', (_name, nested) => {
    const value = timed(() => exported(`const id = (x) => x; export const value = ${nested(60)};`));
    expect(value).toBe('"/a"');
  });

  test('a thousand calls inside calls end in a hole', () => {
    const chain = many(1000, (index) => `const f${index} = (x) => ${index === 0 ? 'x' : `f${index - 1}(x)`};`, '\n');
    expect(timed(() => exported(`${chain} export const value = f999('/a');`))).toMatch(/^\{too-deep f\d+\}$/);
    expect(exported(`${chain} export const value = f200('/a');`)).toBe('"/a"');
  });

  test('nesting beyond the stack is a problem of that function, not the end', () => {
    const deep = `export const f = () => fetch(${'[].at('.repeat(900)}'/a'${')'.repeat(900)});`;
    expect(timed(() => catching(() => requestsOf(`${deep} fetch('/b');`)))).toMatch(/nested too deeply|GET \/b/);
  });
});

describe('endless', () => {
  test.each([
    [
      'while (true)',
      `let p = '/a'; while (true) { fetch(p); p += '/b'; }`,
      ['GET /a', 'GET /a/b', 'GET /a/b{too-many-values}'],
    ],
    [
      'for (;;)',
      `let p = '/a'; for (;;) { fetch(p); p = p + '/b'; }`,
      ['GET /a', 'GET /a/b', 'GET /a/b{too-many-values}'],
    ],
    ['do while', `do { fetch('/a'); } while (process.env.GO);`, ['GET /a']],
    [
      'recursion',
      `const f = (p) => { fetch(p); f(p + '/b'); }; f('/a');`,
      ['GET /a', 'GET /a/b', 'GET /a/b{too-many-values}'],
    ],
    [
      'mutual recursion',
      `function f(n) { fetch('/f'); g(n); } function g(n) { fetch('/g'); f(n); } f(1);`,
      ['GET /f', 'GET /g'],
    ],
    [
      'a list that feeds itself',
      `const todo = ['/a']; for (const p of todo) { fetch(p); todo.push('/b'); }`,
      ['GET /a', 'GET /b'],
    ],
  ])('%s', (_name, source, requests) => {
    expect(timed(() => requestsOf(source))).toEqual(requests);
  });

  test('loops inside loops inside loops', () => {
    const loops = many(12, (index) => `while (process.env.F${index}) { p += '${index}';`, '\n');
    const source = `let p = '/a'; ${loops} fetch(p); ${'}'.repeat(12)}`;
    expect(() => timed(() => callsOf(source))).toThrow('has more loops inside each other than are followed');
  });

  test('a program beyond the step limit keeps what was found in time', () => {
    const source = `fetch('/a'); ${many(500, (index) => `const x${index} = '${index}';`, '\n')} fetch('/b');`;
    expect(() => requestsOf(source, { steps: 300 })).toThrow('too large to be followed whole');
  });
});

function catching(run: () => readonly string[]): string {
  try {
    return run().join('\n');
  } catch (error) {
    return String(error);
  }
}
