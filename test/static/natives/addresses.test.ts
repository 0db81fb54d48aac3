import { describe, expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

describe('natives: addresses', () => {
  // What the expression is worth, after these statements.
  test.each([
    [
      'new URL',
      "new URL('/rest/v1/leads.json', 'https://a.example/x').href",
      '"https://a.example/rest/v1/leads.json"',
      '',
    ],
    [
      'new URL keeps the folder of the base',
      "new URL('leads.json', 'https://a.example/rest/v1/').toString()",
      '"https://a.example/rest/v1/leads.json"',
      '',
    ],
    ['URLSearchParams', "'/x?' + new URLSearchParams({ a: '1', b: process.env.B! })", '"/x?a=1&b={environment B}"', ''],
    ['encodeURIComponent', "'/lead/' + encodeURIComponent('a b')", '"/lead/a%20b"', ''],
    [
      'util.format',
      "format('%s/v1/%s.json', '/rest', 'leads')",
      '"/rest/v1/leads.json"',
      "import { format } from 'node:util';",
    ],
    ['path.join', "posix.join('/rest', '..', 'bulk')", '"/bulk"', "import { posix } from 'node:path';"],
    [
      'url.resolve',
      "resolve('https://a.example/rest/', 'v1')",
      '"https://a.example/rest/v1"',
      "import { resolve } from 'node:url';",
    ],
    ['a promise', "await Promise.resolve('/x').then((p) => p + '/y')", '"/x/y"', ''],
    ['Promise.all', "(await Promise.all(['/a', '/b'])).join()", '"/a,/b"', ''],
    ['new Promise', "await new Promise((done) => done('/x'))", '"/x"', ''],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});
