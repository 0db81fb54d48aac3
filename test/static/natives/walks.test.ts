import { describe, expect, test } from 'vitest';
import { whichCalls } from '../../kit/which-calls.ts';

const both = ['leads', 'lists'];

describe('lists, maps and walks', () => {
  test.each([
    [
      'the first',
      `const xs = []; for (const x of process.env.X.split(',')) xs.push({ x }); xs[0] ? leads() : lists();`,
    ],
    [
      'the first by a pattern',
      `const xs = []; for (const x of process.env.X.split(',')) xs.push({ x }); const [one] = xs; one ? leads() : lists();`,
    ],
    ['by at', `const xs = []; for (const x of process.env.X.split(',')) xs.push({ x }); xs.at(0) ? leads() : lists();`],
    [
      'by pop',
      `const xs = []; for (const x of process.env.X.split(',')) xs.push({ x }); xs.pop() ? leads() : lists();`,
    ],
    [
      'by shift',
      `const xs = []; for (const x of process.env.X.split(',')) xs.push({ x }); xs.shift() ? leads() : lists();`,
    ],
    [
      'of what a filter leaves',
      `const xs = []; for (const x of process.env.X.split(',')) xs.push({ x }); xs.filter((one) => one.x === 'k')[0] ? leads() : lists();`,
    ],
    [
      'under a name that was not known',
      `const o = {}; for (const x of process.env.X.split(',')) o[x] = { x }; o.k ? leads() : lists();`,
    ],
    [
      'under a key that was not known',
      `const o = new Map(); for (const x of process.env.X.split(',')) o.set(x, { x }); o.get('k') ? leads() : lists();`,
    ],
  ])('an element of a list that may be empty: %s', (_name, program) => {
    expect(whichCalls(program)).toEqual(both);
  });

  test.each([
    ['in an object', 'const o = { a: 1 }; o[process.env.K] = 2; o.a === 1 ? leads() : lists();'],
    ['in a map', `const o = new Map([['a', 1]]); o.set(process.env.K, 2); o.get('a') === 1 ? leads() : lists();`],
    ['in a list', `const o = ['a']; o[process.env.K] = 'b'; o[0] === 'a' ? leads() : lists();`],
    [
      'for each name of the environment',
      'const o = { a: 1 }; for (const k of Object.keys(process.env)) o[k] = 2; o.a === 1 ? leads() : lists();',
    ],
  ])('what is set under a name that is not known: %s', (_name, program) => {
    expect(whichCalls(program)).toEqual(both);
  });

  test.each([
    ['forEach', 'let n = 0; [1, , 2].forEach(() => { n += 1; }); n === 3 ? leads() : lists();'],
    ['for-in', 'let n = 0; for (const k in [1, , 2]) n += 1; n === 3 ? leads() : lists();'],
    ['Object.keys', 'Object.keys([1, , 2]).length === 3 ? leads() : lists();'],
    ['indexOf', '[1, , 2].indexOf(undefined) === -1 ? leads() : lists();'],
    ['some', '[1, , 2].some((x) => x === undefined) ? leads() : lists();'],
    ['every', '[1, , 2].every((x) => x !== undefined) ? leads() : lists();'],
    ['reduce', '[1, , 2].reduce((r) => r + 1, 0) === 2 ? leads() : lists();'],
    ['flat', '[1, , 2].flat().length === 3 ? leads() : lists();'],
    ['delete', 'const a = [1, 2, 3]; delete a[1]; 1 in a ? leads() : lists();'],
    [
      'Reflect.deleteProperty',
      `const a = ['a', 'b']; Reflect.deleteProperty(a, '0'); a.findIndex((x) => x === undefined) === 0 ? leads() : lists();`,
    ],
    [
      'delete of an index that is not known',
      `const a = ['a', 'b']; delete a[process.env.I]; 0 in a ? leads() : lists();`,
    ],
    ['an index beyond the end', `const a = []; a[2] = 'x'; a[0] = 'y'; 1 in a ? leads() : lists();`],
    ['the length after that', `const a = []; a[2] = 'x'; a.length === 1 ? leads() : lists();`],
    ['a length that grows', `const a = ['x']; a.length = 3; a.filter(() => true).length === 3 ? leads() : lists();`],
    ['new Array(n)', 'let n = 0; new Array(3).forEach(() => { n += 1; }); n === 3 ? leads() : lists();'],
  ])('a hole: %s', (_name, program) => {
    expect(whichCalls(program)).toEqual(both);
  });

  test.each([
    [
      'shift in forEach',
      `const q = ['a', 'b', 'c']; let n = ''; q.forEach((p) => { if (p === 'a') q.shift(); n += p; }); n === 'ac' ? leads() : lists();`,
    ],
    [
      'shift in for-of',
      `const q = ['a', 'b', 'c']; let n = ''; for (const p of q) { if (p === 'a') q.shift(); n += p; } n === 'ac' ? leads() : lists();`,
    ],
    [
      'pop',
      `const q = ['a', 'b', 'c']; let n = ''; for (const p of q) { if (p === 'a') q.pop(); n += p; } n === 'abc' ? leads() : lists();`,
    ],
    [
      'splice',
      `const q = ['a', 'b', 'c']; let n = ''; for (const p of q) { if (p === 'a') q.splice(0, 1); n += p; } n === 'abc' ? leads() : lists();`,
    ],
    [
      'push in for-of',
      `const q = ['a', 'b', 'c']; let n = ''; for (const p of q) { if (p === 'a') q.push('d'); n += p; } n === 'abc' ? leads() : lists();`,
    ],
    [
      'unshift',
      `const q = ['a', 'b', 'c']; let n = ''; for (const p of q) { q.unshift('z'); n += p; if (n.length > 5) break; } n === 'abc' ? leads() : lists();`,
    ],
    [
      'the length',
      `const q = ['a', 'b', 'c']; let n = ''; for (const p of q) { q.length = 0; n += p; } n === 'abc' ? leads() : lists();`,
    ],
    [
      'map',
      `const q = ['a', 'b', 'c']; let n = ''; n = q.map((p) => { q.pop(); return p; }).join(''); n === 'abc' ? leads() : lists();`,
    ],
    [
      'reduce',
      `const q = ['a', 'b', 'c']; let n = ''; n = q.reduce((r, p) => { q.pop(); return r + p; }, ''); n === 'abc' ? leads() : lists();`,
    ],
    [
      'every',
      `const q = ['a', 'b']; q.every((p) => { if (p === 'a') q.pop(); return p === 'a'; }) ? leads() : lists();`,
    ],
    [
      'a set from which one goes',
      `const q = new Set(['a', 'b']); let n = ''; for (const p of q) { q.delete('b'); n += p; } n === 'ab' ? leads() : lists();`,
    ],
    [
      'a set that grows',
      `const q = new Set(['a', 'b']); let n = ''; for (const p of q) { q.add('c'); n += p; } n === 'ab' ? leads() : lists();`,
    ],
    [
      'a map in forEach',
      `const q = new Map([['a', 1], ['b', 2]]); let n = ''; q.forEach((v, p) => { q.delete('b'); n += p; }); n === 'ab' ? leads() : lists();`,
    ],
    [
      'a map in for-of',
      `const q = new Map([['a', 1], ['b', 2]]); let n = ''; for (const [p] of q) { q.delete('b'); n += p; } n === 'ab' ? leads() : lists();`,
    ],
    [
      'names that go in for-in',
      `const q = { a: 1, b: 2 }; let n = ''; for (const p in q) { delete q.b; n += p; } n === 'ab' ? leads() : lists();`,
    ],
  ])('what changes on the way: %s', (_name, program) => {
    expect(whichCalls(program)).toEqual(both);
  });

  test.each([
    [
      'what a callback puts together',
      `let n = ''; [, 'a', 'b', 'c'].forEach((x) => { n += x; }); n === 'abc' ? leads() : lists();`,
    ],
    [
      'what a reducer puts together',
      `process.env.X.split(',').map((x) => 1).reduce((r, x) => r + x, 0) === 3 ? leads() : lists();`,
    ],
  ])('any number of times: %s', (_name, program) => {
    expect(whichCalls(program)).toEqual(both);
  });

  test.each([
    [
      'another object of the same members',
      `const k = {}; const m = new Map([[k, 'n']]); m.get({}) === undefined ? leads() : lists();`,
    ],
    ['in a set', 'const k = {}; const m = new WeakSet([k]); m.has({}) ? leads() : lists();'],
  ])('an object as a key: %s', (_name, program) => {
    expect(whichCalls(program)).toEqual(both);
  });

  test.each([
    [
      "a map keeps 1 and '1' apart",
      `const m = new Map([[1, 'n'], ['1', 's']]); m.get(1) === 'n' && m.size === 2 ? leads() : lists();`,
    ],
    ['and finds neither under the other', `const m = new Map([[1, 'n']]); m.has('1') ? lists() : leads();`],
    [
      'its keys are what they were',
      `const m = new Map([[1, 'n'], [true, 'b']]); const [a, b] = m.keys(); typeof a === 'number' && b === true ? leads() : lists();`,
    ],
    ['a set too', `const m = new Set([1, '1']); m.size === 2 ? leads() : lists();`],
    [
      'null and undefined are keys',
      `const m = new Map([[null, 'x'], [undefined, 'y']]); m.get(null) === 'x' && m.get() === 'y' ? leads() : lists();`,
    ],
    [
      'keys come in the order in which they were set',
      `const m = new Map([['b', 1], ['1', 2]]); [...m.keys()][0] === 'b' ? leads() : lists();`,
    ],
    [
      'what comes again comes last',
      `const o = { b: 1, a: 2 }; delete o.b; o.b = 1; Object.keys(o)[0] === 'a' ? leads() : lists();`,
    ],
    [
      'what forEach adds is not visited',
      `const q = ['a', 'b']; let n = ''; q.forEach((p) => { if (p === 'a') q.push('c'); n += p; }); n === 'ab' ? leads() : lists();`,
    ],
    [
      'what is put in the place of the next is',
      `const q = ['a', 'b']; let n = ''; for (const p of q) { q[1] = 'z'; n += p; } n === 'az' ? leads() : lists();`,
    ],
  ])('known: %s', (_name, program) => {
    expect(whichCalls(program)).toEqual(['leads']);
  });
});
