import { describe, expect, test } from 'vitest';
import { languageOf } from '../../src/languages/registry.ts';
import { frontEndsFor } from '../../src/load/front-ends.ts';

const frontEnds = await frontEndsFor(['a.py']);

function lowered(text: string) {
  const made = frontEnds?.of('a.py')?.lower('a.py', text);
  if (made === undefined) throw new Error('no front end');
  return made;
}

describe('lowering Python', () => {
  test('a text that nothing lowers is said at the end', () => {
    const { code } = lowered('x: Literal["/rest/v1/leads.json"]\n');
    expect(code).toContain('"/rest/v1/leads.json"');
  });

  test('a name that JavaScript reserves stays a name, and a global of JavaScript is none', () => {
    const { code } = lowered('default = fetch(1)\n');
    expect(code).toMatch(/const default\u200D = fetch\u200D\(1\);/);
  });

  test('broken code is a problem with its line', () => {
    expect(lowered('a = 1\n\ndef f(:\n  pass\n').problem?.line).toBe(3);
  });

  test('a comment knows the code that it stands before', () => {
    const [comment] = lowered('# rolefit: GET /rest/v1/leads.json\n\nsend()\n').comments;
    expect(comment).toMatchObject({ text: ' rolefit: GET /rest/v1/leads.json', pos: 0, isAfterCode: false, next: 3 });
  });

  test('nesting beyond the stack is a problem of that file alone', () => {
    const { problem } = lowered(`x = ${'['.repeat(30_000)}1${']'.repeat(30_000)}\n`);
    expect(problem).toBeDefined();
  });
});

describe('imports of Python', () => {
  const python = languageOf('job.py');

  test('names of modules, and of what may be modules in packages', () => {
    const text = 'import os, a.b as c\nfrom ..x import (y,\n  z as w)\n';
    expect(python?.specifiersIn(text)).toEqual([
      'python:os',
      'python:a.b',
      'python:..x',
      'python:..x.y',
      'python:..x.z',
    ]);
  });

  test('a relative import counts from its package, another from the folders around', () => {
    expect(python?.modulePaths('python:..x', 'p/q/r.py', () => [])).toEqual(['p/x.py', 'p/x/__init__.py']);
    expect(python?.modulePaths('python:x', 'p/r.py', () => [])).toContain('x.py');
  });
});
