import { describe, expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

describe('evaluate: binary', () => {
  // What the expression is worth, after these statements.
  test.each([
    ['+', "'/a' + '/b'", '"/a/b"', ''],
    ['+ with a number', "'/lead/' + 7 + '.json'", '"/lead/7.json"', ''],
    ['+ with a hole', "'/lead/' + process.env.ID", '"/lead/{environment ID}"', ''],
    ['numbers are added', '1 + 2', '3', ''],
    ['|| with a known left', "'/a' || '/b'", '"/a"', ''],
    ['|| with an unset left', "undefined || '/b'", '"/b"', ''],
    ['|| with an unknown left', "process.env.BASE || '/b'", '<{environment BASE} | "/b">', ''],
    ['?? keeps an empty text', "'' ?? '/b'", '""', ''],
    ['&& with a known left', "true && '/b'", '"/b"', ''],
    ['=== of known texts', "'a' === 'a'", 'true', ''],
    ['=== of a hole', "process.env.A === 'a'", '{not-text}', ''],
    ['in', "'a' in { a: 1 }", 'true', ''],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});
