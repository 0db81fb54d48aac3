import { describe, expect, test } from 'vitest';
import { callsOf, evaluated } from '../../kit/program.ts';

const host = 'https://123-abc-456.mktorest.com/rest/v1';
const both = [
  expect.stringMatching(/GET \/rest\/v1\/leads\.json$/),
  expect.stringMatching(/GET \/rest\/v1\/lists\.json$/),
];

// Node.js, Bun, a browser and a worker have other names each: that one is there must not decide which call is sent.
describe('what only some platforms have', () => {
  test.each([
    ['typeof window', "typeof window !== 'undefined'"],
    ['typeof self', "typeof self === 'object'"],
    ['typeof global', "typeof global === 'undefined'"],
    ['typeof globalThis.window', "typeof globalThis.window === 'object'"],
    ['a member of the global object', 'globalThis.window'],
    ['a member compared with undefined', 'globalThis.self !== undefined'],
    ['a member by a name in brackets', "globalThis['window'] === undefined"],
    ['a name in the global object', "'window' in globalThis"],
    ['typeof importScripts', "typeof importScripts === 'function'"],
    ['typeof fetch', "typeof fetch === 'function'"],
    ['typeof process', "typeof process === 'undefined'"],
    ['typeof Buffer', "typeof Buffer === 'function'"],
    ['typeof XMLHttpRequest', "typeof XMLHttpRequest !== 'undefined'"],
    ['typeof navigator', "typeof navigator === 'object'"],
    ['typeof Bun', "typeof Bun !== 'undefined'"],
    ['typeof Worker', "typeof Worker !== 'undefined'"],
    ['typeof require', "typeof require === 'function'"],
    ['typeof module', "typeof module !== 'undefined'"],
    ['typeof exports', "typeof exports === 'object'"],
    ['in parentheses', "typeof (window) === 'object'"],
    ['its own members', 'globalThis.process?.versions?.node'],
    ['a global that has another name', 'globalThis.global === globalThis'],
  ])('%s', (_name, condition) => {
    const program = `${condition} ? leads() : lists();
    function leads() { fetch('${host}/leads.json'); } function lists() { fetch('${host}/lists.json'); }`;
    expect(callsOf(program).toSorted()).toEqual(both);
  });

  test.each([
    ['a name that all have', 'typeof Promise', '"function"', ''],
    ['what the file declares under such a name', 'typeof window', '"string"', "const window: string = 'a';"],
    ['a parameter of such a name', '((module) => typeof module)(1)', '"number"', ''],
  ])('known: %s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });

  test('what is fetched is the same, however it is called', () => {
    expect(callsOf(`globalThis.fetch('${host}/leads.json'); window.fetch('${host}/lists.json');`)).toEqual(both);
  });
});
