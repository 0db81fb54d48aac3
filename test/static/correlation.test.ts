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

/** Two keys are not the same because the same thing is not known of them. */
const table = `const t = { x: { m: 'POST', p: '/a' }, y: { m: 'GET', p: '/b' } };`;
test.each([
  ['of two rounds of a loop', `let a; for (const k of ks) { const b = t[k]; if (a) both(a, b); a = b; }`],
  ['of two calls', `const next = () => t[ks.shift()]; both(next(), next());`],
  ['that are one apart', `const k = ks.at(0); both(t[k], t[k + 1]);`],
  ['that are asked for twice', `const a = t[ks.current]; await ks.go(); both(a, t[ks.current]);`],
  ['of a name that is written in between', `let k = ks.pop(); const a = t[k]; k = ks.pop(); both(a, t[k]);`],
  ['of a member that is written in between', `const a = t[ks.now]; ks.now = ks.then; both(a, t[ks.now]);`],
  ['at random', `const pick = () => t['xy'[Math.floor(Math.random() * 2)]]; both(pick(), pick());`],
])('keys %s are two decisions', (_name, body) => {
  const source = `${table} const both = (a, b) => fetch(a.p, { method: b.m }); export async function go(ks) { ${body} }`;
  expect(requestsOf(source)).toEqual(['GET /a', 'GET /b', 'POST /a', 'POST /b']);
});

test.each([
  ['a constant', `export function go(k) { fetch(t[k].p, { method: t[k].m }); }`],
  ['a variable that counts', `let k = Number(process.env.K); fetch(t[k].p, { method: t[k].m }); k += 1;`],
  ['of one round', `export function go(ks) { for (const k of ks) fetch(t[k].p, { method: t[k].m }); }`],
])('a key by one name is one decision: %s', (_name, body) => {
  expect(requestsOf(`${table} ${body}`)).toEqual(['GET /b', 'POST /a']);
});

test('a key means another member of a table from which something was taken', () => {
  const source = `const t = { x: '/a', y: '/b' }; export function go(k) { const a = t[k]; if (a) { delete t[k]; fetch((t[k] ?? '/c') + a); } }`;
  expect(requestsOf(source)).toEqual(expect.arrayContaining(['GET /c/a', 'GET /c/b']));
});
