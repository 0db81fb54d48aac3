import { describe, expect, test } from 'vitest';
import { findExceptionComments } from '../../src/static/results/exception-comments.ts';
import { createProgram } from '../../src/static/syntax/project.ts';

/** The exceptions of a file, each as its parts in the order of the comment, with the line that it speaks of. */
function exceptionsIn(text: string, path = 'src/a.ts') {
  const file = createProgram(new Map([[path, text]])).files.get(path);
  if (file === undefined) throw new Error('the file was not parsed');
  return findExceptionComments(file, path).map(({ kind, until, reason, line }) => [kind, until, reason, line]);
}

describe('a comment that excepts the next line', () => {
  test.each([
    ['// rolefit-ignore-next-line role-grew -- agreed\nsend();', ['role-grew', undefined, 'agreed', 2]],
    [
      '// rolefit-ignore-next-line role-grew until=2027-01-31 -- agreed with Ann\nsend();',
      ['role-grew', '2027-01-31', 'agreed with Ann', 2],
    ],
    ['/* rolefit-ignore-next-line role-grew -- agreed */\n\nsend();', ['role-grew', undefined, 'agreed', 3]],
    ['/**\n * rolefit-ignore-next-line role-grew -- agreed\n */\nsend();', ['role-grew', undefined, 'agreed', 4]],
    ['// rolefit-ignore-next-line role-grew -- a\n// another\nsend();', ['role-grew', undefined, 'a', 3]],
    ['//rolefit-ignore-next-line   role-grew   --   agreed\r\nsend();', ['role-grew', undefined, 'agreed', 2]],
    ['// rolefit-ignore-next-line role-grew\nsend();', ['role-grew', undefined, undefined, 2]],
    ['// rolefit-ignore-next-line role-grew --\nsend();', ['role-grew', undefined, undefined, 2]],
    ['// rolefit-ignore-next-line\nsend();', ['', undefined, undefined, 2]],
    ['// rolefit-ignore-next-line -- because\nsend();', ['', undefined, 'because', 2]],
    ['// rolefit-ignore-next-line role-grew until= -- why\nsend();', ['role-grew', undefined, undefined, 2]],
    ['// rolefit-ignore-next-line role-grew -- last', ['role-grew', undefined, 'last', undefined]],
  ])('%j', (text, expected) => {
    expect(exceptionsIn(text)).toEqual([expected]);
  });

  test.each([
    ['in a string', "const a = '// rolefit-ignore-next-line role-grew -- x';"],
    ['in a template', 'const a = `// rolefit-ignore-next-line role-grew -- x`;'],
    ['in the middle of a comment', '// see rolefit-ignore-next-line role-grew -- x\nsend();'],
    ['as an annotation', '// rolefit: GET /rest/v1/leads.json\nsend();'],
  ])('is none %s', (_, text) => {
    expect(exceptionsIn(text)).toEqual([]);
  });

  test('a reason without end is cut', () => {
    const [[, , reason] = []] = exceptionsIn(`// rolefit-ignore-next-line role-grew -- ${'x'.repeat(1e5)}\nsend();`);
    expect(String(reason).length).toBe(500);
  });
});
