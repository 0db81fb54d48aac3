import { describe, expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

describe('natives: lists', () => {
  // What the expression is worth, after these statements.
  test.each([
    ['map', "['a', 'b'].map((k) => '/' + k).join()", '"/a,/b"', ''],
    ['filter', "['a', 'b'].filter((k) => k !== 'a').join()", '"b"', ''],
    ['find', "['/a', '/b'].find((k) => k.endsWith('b'))", '"/b"', ''],
    ['reduce', "['a', 'b'].reduce((p, k) => p + '/' + k, '')", '"/a/b"', ''],
    ['flatMap', "['a'].flatMap((k) => [k, k + '!']).join()", '"a,a!"', ''],
    ['push', 'a.join()', '"/a,/b"', "const a = ['/a']; a.push('/b');"],
    ['Object.keys', 'Object.keys({ a: 1, b: 2 }).join()', '"a,b"', ''],
    ['Object.entries', "Object.entries({ a: '/x' }).map(([k, v]) => k + v).join()", '"a/x"', ''],
    ['Object.assign', "Object.assign({ a: '/a' }, { a: '/b' }).a", '"/b"', ''],
    ['Object.fromEntries', "Object.fromEntries([['a', '/x']]).a", '"/x"', ''],
    ['a Map', "new Map([['a', '/x']]).get('a')", '"/x"', ''],
  ])('%s', (_name, expression, value, before) => {
    expect(evaluated(expression, before)).toBe(value);
  });
});
