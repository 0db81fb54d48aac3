import { describe, expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

describe('natives: text', () => {
  // What the expression is worth, after these statements.
  test.each([
    ['concat', "'/a'.concat('/b')", '"/a/b"', ''],
    ['replace', "'/list/listId/x'.replace('listId', process.env.ID as string)", '"/list/{environment ID}/x"', ''],
    ['replace with a pattern', "'/a//b'.replace(/\\/+/g, '/')", '"/a/b"', ''],
    ['replace with a function', "'/l/{id}'.replace(/\\{(\\w+)\\}/, (_m, k) => k + '!')", '"/l/id!"', ''],
    [
      'a hostile pattern is not run',
      "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replace(/(a+)+$/, 'b')",
      '{unsupported-syntax}',
      '',
    ],
    ['split and join', "'/a/b/c'.split('/').join('.')", '".a.b.c"', ''],
    ['slice', "'/rest/v1'.slice(5)", '"/v1"', ''],
    ['trim', "' /a '.trim()", '"/a"', ''],
    ['upper case', "'post'.toUpperCase()", '"POST"', ''],
    ['startsWith', "'/rest'.startsWith('/re')", 'true', ''],
    [
      'the base with another ending',
      "process.env.BASE!.replace('/rest', '/identity') + '/oauth/token'",
      '"{environment BASE}/identity/oauth/token"',
      '',
    ],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});
