import { describe, expect, test } from 'vitest';
import { callsOf, evaluated, requestsOf } from '../../kit/program.ts';

const host = "const H = 'https://123-abc-456.mktorest.com/rest/v1';";
const leads = 'GET https://123-abc-456.mktorest.com/rest/v1/leads.json';

describe('namespaces and enums', () => {
  test.each([
    [
      'one inside another',
      '[A.B.p, C.D.l]',
      '["/b", "/l"]',
      "namespace A { export namespace B { export const p = '/b'; } } namespace C.D { export const l = '/l'; }",
    ],
    [
      'one in two parts',
      'N.q()',
      '"/p/q"',
      "namespace N { export const p = '/p'; } namespace N { export const q = () => p + '/q'; }",
    ],
    [
      'one that adds to a class',
      'A.x()',
      '"/i"',
      "class A { static x() { return A.inner; } } namespace A { export let inner = '/i'; }",
    ],
    [
      'one that adds to a function',
      'f()',
      '"/f"',
      "function f() { return f.p; } namespace f { export const p = '/f'; }",
    ],
    ['what it does not export', '(N as any).p', 'undefined', "namespace N { const p = '/p'; export const q = p; }"],
    [
      'one of types alone hides nothing',
      'X.y',
      '{external-module x.X.y}',
      "import { X } from 'x'; namespace X { export interface Y {} }",
    ],
    [
      'another name for a member',
      'A.p',
      '"/c"',
      "namespace B { export namespace C { export const p = '/c'; } } import A = B.C;",
    ],
    ['an enum that refers to itself', '[E.B, E.C, E[5]]', '[4, 5, "C"]', 'enum E { A = 1, B = E.A << 2, C = A | B }'],
    ['an enum with names that are texts', "[E['a-b'], E.c]", '["/ab", "/c"]', "enum E { ['a-b'] = '/ab', 'c' = '/c' }"],
    ['an enum in two parts', '[E.A, E.B]', '["/a", "/b"]', "enum E { A = '/a' } enum E { B = '/b' }"],
    ['a number after one that is not known', 'E.B', '{unknown-key A}', 'declare const x: number; enum E { A = x, B }'],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});

describe('what is only declared', () => {
  test('is what the platform has', () => {
    const source = `declare const fetch: any; declare global { interface Window {} } ${host} fetch(H + '/leads.json'); export {};`;
    expect(requestsOf(source)).toEqual([leads]);
  });

  test('is not nothing', () => {
    expect(evaluated('K.p', 'declare const K: { p: string };')).toBe('{external-module K.p}');
  });
});

describe('functions in blocks', () => {
  const block = "if (true) { function late() { return fetch(H + '/leads.json'); } } late();";

  test('belong to the function around them in code that is not strict', () => {
    expect(requestsOf({ 'a.cjs': `${host} ${block}` })).toEqual([leads]);
  });

  test('belong to the block in a module', () => {
    expect(callsOf({ 'a.mjs': `import { late } from 'x'; ${host} ${block}` })).toEqual([
      'a.mjs:1 GET /rest/v1/leads.json (dead)',
    ]);
  });

  test('are shared by the clauses of a switch', () => {
    const before =
      "let r; switch (1 as number) { case 0: let x = '/x'; function f() { return '/f'; } case 1: x = '/y'; r = f() + x; }";
    expect(evaluated('r', before)).toBe('"/f/y"');
  });
});

describe('arguments', () => {
  const of = (directive: string) =>
    `${directive} ${host} function u(p) { arguments[0] = '/leads.json'; return fetch(H + p); } u('/lists.json');`;

  test('are the parameters under another name in code that is not strict, and are not in code that is', () => {
    expect(requestsOf({ 'a.cjs': of('') })).toEqual([leads]);
    expect(requestsOf({ 'a.cjs': of("'use strict';") })).toEqual([leads.replace('leads', 'lists')]);
  });
});

describe('with', () => {
  test('takes names from an object that is known', () => {
    expect(requestsOf({ 'a.cjs': `${host} var o = { p: '/leads.json' }; with (o) { fetch(H + p); }` })).toEqual([
      leads,
    ]);
  });

  test('leaves names open where the object is not', () => {
    const source = `${host} var p = '/leads.json', o = require('x'); with (o) { fetch('https://123-abc-456.mktorest.com' + p); }`;
    expect(requestsOf({ 'a.cjs': source })).toEqual([
      'GET https://123-abc-456.mktorest.com/leads.json',
      'GET https://123-abc-456.mktorest.com{unknown-property p}',
    ]);
  });
});
