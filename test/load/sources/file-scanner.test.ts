import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { ByteReader, largestFile } from '../../../src/load/sources/byte-reader.ts';
import { FileScanner, type FileScannerInput } from '../../../src/load/sources/file-scanner.ts';
import type { StartTask } from '../../../src/load/sources/scan-helper.ts';
import { shareLength } from '../../../src/load/sources/scan-shares.ts';
import { runScanTask, type ScanTask } from '../../../src/load/sources/scan-task.ts';
import { LeftOut } from '../../../src/sources/left-out.ts';
import { createFindClues } from '../../../src/sources/seed-pattern.ts';
import { client, plant } from './tree.ts';

/** Enough for several shares, with one of each kind among the first and the last. */
const kinds: Readonly<Record<string, string>> = {
  'client.ts': client,
  'importer.ts': "import { get } from './client';\nimport 'react';\n",
  'bundle.js': 'x=1;'.repeat(2_000),
  'table.ts': `const a = 1;\n${'// mktorest and more\n'.repeat(largestFile / 20)}`,
  'sdk.ts': "require('acme-sdk');\n",
  'marketo.ts': 'fetch(url);\n',
};
const plain = Array.from({ length: 4 * shareLength + 5 }, (_, n) => [`n${n}.ts`, `import './n${n % 9}';\n`] as const);
const named = (prefix: string) => Object.entries(kinds).map(([name, text]) => [prefix + name, text] as const);
const files = Object.fromEntries([...named('a-'), ...plain, ...named('z-')]);
const order = [...Object.keys(files), 'a-gone.ts', 'gone.ts'];

function scanAll(home: string, over: Partial<FileScannerInput>, imports: (index: number) => boolean) {
  const leftOut = new LeftOut();
  const reader = new ByteReader(home, new Map());
  const findClues = createFindClues({ clientModules: ['acme-sdk'], hosts: [] });
  const isNamed = (path: string): boolean => path.includes('marketo');
  const scanner = new FileScanner({ reader, findClues, isNamed, leftOut, ...over });
  scanner.expect(order);
  const facts = order.map((path, index) => scanner.scan(path, imports(index)));
  const { problems, looked } = scanner;
  return {
    facts,
    problems: problems.map(({ file, what }) => `${file} ${what}`).sort(),
    looked,
    left: leftOut.counts(),
  };
}

describe('with somebody who begins at the other end', () => {
  test.each([0, 1, shareLength, 3 * shareLength + 1, order.length - 1])('who comes after %i files', (after) => {
    const home = plant(files);
    let task: ScanTask | undefined;
    const startHelper: StartTask = (given) => {
      task = given;
    };
    const imports = (index: number): boolean => {
      if (index === after && task !== undefined) runScanTask(task);
      return true;
    };
    expect(scanAll(home, { startHelper }, imports)).toEqual(scanAll(home, {}, () => true));
  });

  test('the answer is the same when imports are wanted only later', () => {
    const home = plant(files);
    const late = (index: number): boolean => index > 2 * shareLength;
    const startHelper: StartTask = (task) => runScanTask(task);
    expect(scanAll(home, { startHelper }, late).facts.slice(-20)).toEqual(scanAll(home, {}, late).facts.slice(-20));
  });

  test('who is a thread', () => {
    const [home, worker] = [plant(files), compiledWorker()];
    let taken = 0;
    const startHelper: StartTask = (task) => {
      new Worker(worker, { workerData: task, transferList: [task.port] }).unref();
      const [shares, until] = [new Int32Array(task.shares), performance.now() + 20_000];
      while (taken === 0 && performance.now() < until) taken = Atomics.load(shares, shares.length - 3);
    };
    const found = scanAll(home, { startHelper }, () => true);
    expect(taken).toBe(1);
    expect(found).toEqual(scanAll(home, {}, () => true));
  });

  test('who never comes', () => {
    const home = plant(files);
    expect(scanAll(home, { startHelper: () => {} }, () => true)).toEqual(scanAll(home, {}, () => true));
  });
});

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

/** The worker as it is built: a thread does not run TypeScript. */
function compiledWorker(): URL {
  const built = plant({ 'package.json': '{ "type": "module" }' });
  for (const folder of ['load/sources', 'sources', 'sources/bytes']) {
    const from = fileURLToPath(new URL(`../../../src/${folder}/`, import.meta.url));
    mkdirSync(join(built, folder), { recursive: true });
    for (const name of readdirSync(from).filter((file) => file.endsWith('.ts'))) {
      const { outputText } = ts.transpileModule(readFileSync(join(from, name), 'utf8'), {
        compilerOptions: {
          ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
          rewriteRelativeImportExtensions: true,
        },
      });
      writeFileSync(join(built, folder, name.replace(/\.ts$/, '.js')), outputText);
    }
  }
  return pathToFileURL(join(built, 'load/sources/scan-worker.js'));
}
