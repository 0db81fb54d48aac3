import { describe, expect, test } from 'vitest';
import { callsOf, evaluated, requestsOf } from '../../kit/program.ts';

const host = "const H = 'https://123-abc-456.mktorest.com/rest/v1';";
const at = (path: string) => `GET https://123-abc-456.mktorest.com/rest/v1${path}`;

describe('what is thrown', () => {
  test.each([
    ['in the block', "try { throw { p: '/leads.json' }; } catch (e) { fetch(H + e.p); }"],
    [
      'in a function that the block calls',
      "async function f() { throw { p: '/leads.json' }; } try { await f(); } catch ({ p }) { fetch(H + p); }",
    ],
    [
      'again by an inner handler',
      "try { try { throw { p: '/leads.json' }; } catch (e) { throw e; } } catch (e) { fetch(H + e.p); }",
    ],
    ['past an inner finally', "try { try { throw { p: '/leads.json' }; } finally { } } catch (e) { fetch(H + e.p); }"],
  ])('%s reaches the handler, and anything else may', (_name, body) => {
    expect(requestsOf({ 'a.mjs': `${host} ${body}` })).toEqual([at('/leads.json'), expect.stringContaining('{')]);
  });

  test('is not caught by a handler that is not around it', () => {
    const body = "try { go(); } catch (e) { fetch(H + e.p); } function f() { throw { p: '/leads.json' }; }";
    expect(requestsOf({ 'a.mjs': `import { go } from 'x'; ${host} ${body}` })).toEqual([at('{external-call error.p}')]);
  });
});

describe('the state in a handler', () => {
  test('is that of the throw', () => {
    const body =
      "let p = '/leads.json'; function f() { p = '/lists.json'; throw new Error(); } try { f(); } catch {} fetch(H + p);";
    expect(requestsOf({ 'a.mjs': `${host} ${body}` })).toEqual([at('/leads.json'), at('/lists.json')]);
  });

  test('may be that of any call in the block', () => {
    const body =
      "let p = '/leads.json'; try { p = '/lists.json'; go(); p = '/companies.json'; go(); } catch { fetch(H + p); }";
    expect(requestsOf({ 'a.mjs': `import { go } from 'x'; ${host} ${body}` })).toEqual([
      at('/companies.json'),
      at('/leads.json'),
      at('/lists.json'),
    ]);
  });

  test('is none between two statements where nothing can throw', () => {
    const body = "let p = '/leads.json'; try { p = '/a'; p = '/lists.json'; go(); } catch { } fetch(H + p);";
    expect(requestsOf({ 'a.mjs': `import { go } from 'x'; ${host} ${body}` })).toEqual([
      at('/leads.json'),
      at('/lists.json'),
    ]);
  });
});

describe('finally', () => {
  test('finds that the block was left early', () => {
    const body = "let ok = false; try { await go(); ok = true; } finally { if (!ok) await fetch(H + '/leads.json'); }";
    expect(callsOf({ 'a.mjs': `import { go } from 'x'; ${host} ${body}` })).toEqual([
      'a.mjs:1 GET /rest/v1/leads.json',
    ]);
  });

  test.each([
    [
      'after a return',
      '[r, s]',
      '["/r", "/b"]',
      "let s = '/a'; function f() { try { return '/r'; } finally { s = '/b'; } } const r = f();",
    ],
    ['with a return of its own', 'f()', '"/f"', "function f() { try { return '/r'; } finally { return '/f'; } }"],
    ['after a break', 's', '"/b"', "let s = '/a'; for (const x of [1]) { try { break; } finally { s = '/b'; } }"],
    ['after the whole block', 's', '"/t/f"', "let s = '/a'; try { s = '/t'; } finally { s += '/f'; }"],
  ])('runs %s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});
