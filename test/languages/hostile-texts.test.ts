import { expect, test } from 'vitest';
import { nameInManifest } from '../../src/languages/manifests.ts';
import { languages } from '../../src/languages/registry.ts';

const size = 400_000;

/** What a pattern that looks at a place once for each beginning would take minutes for. */
const pieces = [
  ...['/*', '"""', "'", '"', '@"', '@', '#', '`', '<<', '=begin\n', '//', '\\', '{', '(', '[', '\n'],
  ...['class ', 'extends ', 'implements ', 'namespace ', 'import ', 'import (', 'from ', 'use ', 'using ', 'require '],
  ...['include ', 'package ', 'module ', ': a, ', 'a.', 'A::', 'A\\', 'aA', 'A ', '1 '],
];
const texts = [
  ...pieces.map((piece) => piece.repeat(size / piece.length)),
  `:${' '.repeat(size)}`,
  `class${' '.repeat(size)}`,
];

test.each(languages.map((language) => [language.title, language] as const))(
  'what is asked of a text before it is parsed takes no longer for a hostile one: %s',
  (_name, language) => {
    for (const text of texts) {
      expect(Array.isArray(language.specifiersIn(text))).toBe(true);
      expect([true, false]).toContain(language.startsItself.test(text));
    }
  },
  60_000,
);

test.each([
  ['pom.xml', `<project>${'</parent>'.repeat(100_000)}`],
  ['pom.xml', '<artifactId>'.repeat(80_000)],
  ['pyproject.toml', '[project]\n'.repeat(100_000)],
  ['composer.json', `{${'"a":"b",'.repeat(100_000)}`],
  ['setup.py', 'name = '.repeat(100_000)],
  ['go.mod', 'module '.repeat(100_000)],
  ['a.csproj', '<AssemblyName>'.repeat(80_000)],
])(
  'nor does the name that %s gives',
  (file, text) => {
    expect(typeof nameInManifest(file, text)).not.toBe('number');
  },
  30_000,
);
