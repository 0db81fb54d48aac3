import type { Language } from '../registry.ts';

/** `import a.b, c as d` and `from ..a import b, c`, also over several lines in parentheses. */
const importLine = /^[ \t]*import[ \t]+([\w.]+(?:[ \t]+as[ \t]+\w+)?(?:[ \t]*,[ \t]*[\w.]+(?:[ \t]+as[ \t]+\w+)?)*)/gm;
const fromLine = /^[ \t]*from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(?:\(([^)]{0,4000})\)|([^\n]{1,2000}))/gm;

/**
 * Python, as far as it is known without a parser. A specifier is what the lowered code imports: `python:a.b`, with the
 * dots of a relative import in front: `python:..a.b`.
 */
export const python: Language = {
  id: 'python',
  title: 'Python',
  extensions: ['.py'],
  grammar: 'tree-sitter-python.wasm',
  constructorName: '__init__',
  load: () => import('./front-end.ts'),
  leftOutFolders: ['venv', '.venv', 'site-packages', '__pycache__', '.tox', '.nox', '.eggs', '.mypy_cache'],
  testFile: /^(?:test_.*|.*_test|conftest)\.py$/,
  startsItself: /^if\s+__name__\s*==/m,
  specifiersIn,
  modulePaths,
};

function specifiersIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, list = ''] of text.matchAll(importLine)) {
    for (const part of list.split(',')) found.add(`python:${part.trim().split(/\s/)[0]}`);
  }
  for (const [, module = '', inner, line] of text.matchAll(fromLine)) {
    found.add(`python:${module}`);
    for (const part of (inner ?? line ?? '').replace(/#[^\n]*/g, '').split(',')) {
      const name = /^\w+/.exec(part.trim())?.[0];
      if (name !== undefined) found.add(`python:${joinName(module, name)}`);
    }
  }
  return [...found];
}

/** The name of a module inside a package: `..` and `a` are `..a`, `a` and `b` are `a.b`. */
export function joinName(module: string, name: string): string {
  return module === '' || module.endsWith('.') ? `${module}${name}` : `${module}.${name}`;
}

/**
 * A relative name counts from the file's package. Another counts from wherever the program is started, which is a folder
 * around the file, or one named `src` in it.
 */
function modulePaths(specifier: string, from: string): string[] {
  const name = specifier.slice('python:'.length);
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const parts = name.slice(dots).split('.').filter(Boolean);
  const folders = from.split('/').slice(0, -1);
  const starts =
    dots > 0 ? relativeStart(folders, dots) : folders.map((_, index) => folders.slice(0, folders.length - index));
  const roots = dots > 0 ? starts : [...starts, []].flatMap((start) => [start, [...start, 'src'], [...start, 'lib']]);
  return roots.flatMap((root) => {
    const path = [...root, ...parts].join('/');
    return path === '' ? ['__init__.py'] : [`${path}.py`, `${path}/__init__.py`];
  });
}

function relativeStart(folders: readonly string[], dots: number): string[][] {
  return dots - 1 > folders.length ? [] : [folders.slice(0, folders.length - (dots - 1))];
}
