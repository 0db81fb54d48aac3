import { expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

const host = 'https://h.example';

test.each([
  ['a root path and a base', `new URL('/b', '${host}/a/c').href`, `"${host}/b"`],
  ['a relative path and a base', `new URL('b', '${host}/a/c').href`, `"${host}/a/b"`],
  ['an absolute address wins', `new URL('https://x.example/b', '${host}/a').href`, '"https://x.example/b"'],
  ['another host with the same scheme', `new URL('//x.example/b', '${host}/a').href`, '"https://x.example/b"'],
  ['a base from outside', `new URL('/b', process.env.BASE).href`, '"{environment BASE}/b"'],
  ['a path from outside', `new URL(process.env.PATH, '${host}/a/').href`, `"${host}/a/{environment PATH}"`],
  ['no path is the root', `new URL('${host}').toString()`, `"${host}/"`],
  ['whether something unknown ends the host is not known', 'new URL(process.env.BASE).href', '"{environment BASE}"'],
  ['as a text', `\`\${new URL('/b', '${host}')}\``, `"${host}/b"`],
  [
    'its parts',
    `(({ protocol, host, hostname, port, pathname, search, hash, origin }) => [protocol, host, hostname, port, pathname, search, hash, origin])(new URL('https://h.example:8443/a?b=1#c'))`,
    '["https:", "h.example:8443", "h.example", "8443", "/a", "?b=1", "#c", "https://h.example:8443"]',
  ],
  ['a part that nobody knows', `new URL(process.env.BASE).username`, 'undefined'],
])('%s', (_name, expression, value) => {
  expect(evaluated(expression)).toBe(value);
});

test.each([
  ['the path set', `u.pathname = '/z';`, `"${host}/z?q=1"`],
  ['the path added to', `u.pathname += '/z';`, `"${host}/a/z?q=1"`],
  ['the query set', `u.search = 'r=2';`, `"${host}/a?r=2"`],
  ['the query taken away', `u.search = '';`, `"${host}/a"`],
  ['the host set', `u.host = 'x.example';`, '"https://x.example/a?q=1"'],
  ['a parameter added', `u.searchParams.set('r', 'x');`, `"${host}/a?q=1&r=x"`],
  ['a parameter of unknown value', `u.searchParams.append('r', process.env.R);`, `"${host}/a?q=1&r={environment R}"`],
  ['the whole set', `u.href = '/gone';`, '"/gone"'],
])('%s', (_name, change, value) => {
  expect(evaluated('u.href', `const u = new URL('${host}/a?q=1'); ${change}`)).toBe(value);
});

test.each([
  ['of an object', `new URLSearchParams({ a: '1', b: process.env.B })`, '"a=1&b={environment B}"'],
  ['of pairs', `new URLSearchParams([['a', '1']])`, '"a=1"'],
  ['of a text', `new URLSearchParams('?a=1&b=2')`, '"a=1&b=2"'],
  ['of something unknown', 'new URLSearchParams(process.env.Q)', '"{environment Q}"'],
  ['with a name like a method', `new URLSearchParams({ append: '1', toString: '2' })`, '"append=1&toString=2"'],
])('parameters %s', (_name, expression, value) => {
  expect(evaluated(`${expression}.toString()`)).toBe(value);
});

// A part that is not known is not empty: it decides nothing.
test.each([
  ['pathname', '{external-call ask().url.pathname}'],
  ['host', '{external-call ask().url.host}'],
  ['protocol', '{external-call ask().url.protocol}'],
  ['port', '{external-call ask().url.port}'],
  ['search', '{external-call ask().url.search}'],
  ['hash', '{external-call ask().url.hash}'],
  ["pathname === '/a'", '{not-text}'],
  ["search === ''", '{not-text}'],
])('of something unknown, %s', (part, value) => {
  expect(evaluated(`new URL(ask().url).${part}`, 'declare const ask: any;')).toContain(value);
});

test.each([
  [
    'its path begins with what the base holds',
    'new URL(`${process.env.BASE}/a`).pathname',
    '"{environment BASE.pathname}/a"',
  ],
  ['it has no query', 'new URL(`${process.env.BASE}/a`).search', '""'],
  ['its origin is the base', 'new URL(`${process.env.BASE}/a`).origin', '"{environment BASE}"'],
  [
    'a gap behind the host is the path',
    'new URL(`https://${process.env.ID}.mktorest.com${process.env.REST}`).pathname',
    '"{environment REST}"',
  ],
  [
    'and not a part of the host',
    'new URL(`https://${process.env.ID}.mktorest.com${process.env.REST}`).host',
    '"{environment ID}.mktorest.com"',
  ],
])('of a base that is not known, %s', (_name, expression, value) => {
  expect(evaluated(expression)).toBe(value);
});
