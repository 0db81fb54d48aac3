import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ByteReader, largestFile } from '../../../src/load/sources/byte-reader.ts';
import { FileScanner, type FileScannerInput } from '../../../src/load/sources/file-scanner.ts';
import { LeftOut } from '../../../src/sources/left-out.ts';
import { createFindClues } from '../../../src/sources/seed-pattern.ts';
import { client, plant } from './tree.ts';

/** One of each kind among the first and the last. */
const kinds: Readonly<Record<string, string>> = {
  'client.ts': client,
  'importer.ts': "import { get } from './client';\nimport 'react';\n",
  'bundle.js': 'x=1;'.repeat(2_000),
  'table.ts': `const a = 1;\n${'// mktorest and more\n'.repeat(largestFile / 20)}`,
  'sdk.ts': "require('acme-sdk');\n",
  'marketo.ts': 'fetch(url);\n',
};
const plain = Array.from({ length: 40 }, (_, n) => [`n${n}.ts`, `import './n${n % 9}';\n`] as const);
const named = (prefix: string) => Object.entries(kinds).map(([name, text]) => [prefix + name, text] as const);
const files = Object.fromEntries([...named('a-'), ...plain, ...named('z-')]);
const order = [...Object.keys(files), 'a-gone.ts', 'gone.ts'];

function scanAll(home: string, over: Partial<FileScannerInput>, imports: (index: number) => boolean) {
  const leftOut = new LeftOut();
  const reader = new ByteReader(home, new Map());
  const findClues = createFindClues({ clientModules: ['acme-sdk'], hosts: [] });
  const isNamed = (path: string): boolean => path.includes('marketo');
  const scanner = new FileScanner({ reader, findClues, isNamed, leftOut, ...over });
  const facts = order.map((path, index) => scanner.scan(path, imports(index)));
  const { problems, looked } = scanner;
  return {
    facts,
    problems: problems.map(({ file, what }) => `${file} ${what}`).sort(),
    looked,
    left: leftOut.counts(),
  };
}

test('what is known is not read again, and counts the same', () => {
  const home = plant(files);
  const first = new Map<string, ReturnType<FileScanner['scan']>>();
  const scanner = new FileScanner({
    reader: new ByteReader(home, new Map()),
    findClues: createFindClues({ clientModules: ['acme-sdk'], hosts: [] }),
    isNamed: (path) => path.includes('marketo'),
    leftOut: new LeftOut(),
  });
  for (const path of order) scanner.scan(path, true);
  for (const [path, facts] of scanner.facts) first.set(path, facts && JSON.parse(JSON.stringify(facts)));
  const expected = scanAll(home, {}, () => true);
  rmSync(home, { recursive: true });
  expect(scanAll(home, { known: (path) => first.get(path) }, () => true)).toEqual(expected);
});
