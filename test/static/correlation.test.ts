import { expect, test } from 'vitest';
import { requestsOf } from '../kit/program.ts';

// What is decided together stays together: the method of one branch never meets the path of the other.
test.each([
  ['if and else', `let m, p; if (F) { m = 'POST'; p = '/a'; } else { m = 'GET'; p = '/b'; } fetch(p, { method: m });`],
  [
    'one conditional object',
    `const { m, p } = F ? { m: 'POST', p: '/a' } : { m: 'GET', p: '/b' }; fetch(p, { method: m });`,
  ],
  ['switch', `let m = 'GET', p = '/b'; switch (F) { case 'x': m = 'POST'; p = '/a'; break; } fetch(p, { method: m });`],
  [
    'a table and one key',
    `const t = { x: { m: 'POST', p: '/a' }, y: { m: 'GET', p: '/b' } }; fetch(t[F].p, { method: t[F].m });`,
  ],
  [
    'a list that is searched',
    `const r = [{ k: 1, m: 'POST', p: '/a' }, { k: 2, m: 'GET', p: '/b' }].find((x) => x.k === F); fetch(r.p, { method: r.m });`,
  ],
  [
    'a returned pair',
    `const pick = () => { if (F) return ['POST', '/a']; return ['GET', '/b']; }; const [m, p] = pick(); fetch(p, { method: m });`,
  ],
  [
    'options set in branches',
    `const o = {}; if (F) { o.method = 'POST'; o.p = '/a'; } else { o.method = 'GET'; o.p = '/b'; } fetch(o.p, o);`,
  ],
  [
    'a default for what is not found',
    `const r = { x: { m: 'POST', p: '/a' } }[F] ?? { m: 'GET', p: '/b' }; fetch(r.p, { method: r.m });`,
  ],
  [
    'loops over a table',
    `for (const [p, m] of Object.entries({ '/a': 'POST', '/b': 'GET' })) fetch(p, { method: m });`,
  ],
])('%s', (_name, body) => {
  expect(requestsOf(`const F = process.env.F; ${body}`)).toEqual(['GET /b', 'POST /a']);
});

test('one flag read twice is one decision', () => {
  const source = `const F = process.env.F; const m = F ? 'POST' : 'GET'; const p = F ? '/a' : '/b'; fetch(p, { method: m });`;
  expect(requestsOf(source)).toEqual(['GET /b', 'POST /a']);
});

test.each([
  [
    'asked twice of the environment',
    `const m = process.env.F ? 'POST' : 'GET'; const p = process.env.F ? '/a' : '/b';`,
  ],
  [
    'that may change in between',
    `let F = process.env.F; on(() => { F = ''; }); const m = F ? 'POST' : 'GET'; const p = F ? '/a' : '/b';`,
  ],
])('a flag %s is two decisions', (_name, source) => {
  expect(requestsOf(`${source} fetch(p, { method: m });`)).toEqual(['GET /a', 'GET /b', 'POST /a', 'POST /b']);
});

test('only the latest decisions are remembered', () => {
  const later = Array.from({ length: 9 }, (_, index) => `if (process.env.G${index}) p += '${index}';`).join('\n');
  const source = `let m = 'GET', p = '/b'; if (process.env.F) { m = 'POST'; p = '/a'; } ${later} fetch(p, { method: m });`;
  const found = requestsOf(source);
  for (const real of ['GET /b', 'POST /a'])
    expect(found.some((request) => request.startsWith(real) || request.includes('{'))).toBe(true);
});
