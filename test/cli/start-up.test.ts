import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { prepare } from '../../scripts/build/prepare.ts';
import { knownText } from '../../src/cli/known-text.ts';
import { parseArguments } from '../../src/cli/parse-arguments.ts';
import { loadVersion } from '../../src/load/version.ts';

/** What a module cannot be run without: what it imports, unless for types only or later. */
function importsOf(path: string): readonly string[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  return file.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const isTyped = ts.isImportDeclaration(statement) ? statement.importClause?.isTypeOnly : statement.isTypeOnly;
    const { moduleSpecifier } = statement;
    if (isTyped === true || moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
    return [moduleSpecifier.text];
  });
}

function loadedBy(start: string): { readonly own: Set<string>; readonly packages: Set<string> } {
  const own = new Set([start]);
  const packages = new Set<string>();
  for (const path of own) {
    for (const specifier of importsOf(path)) {
      if (specifier.startsWith('.')) own.add(fileURLToPath(new URL(specifier, `file://${path}`)));
      else if (!specifier.startsWith('node:')) packages.add(specifier);
    }
  }
  return { own, packages };
}

describe('to print the version or the help', () => {
  const start = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

  test('no package is loaded, and no more than a dozen modules', () => {
    const { own, packages } = loadedBy(start);
    expect([...packages]).toEqual([]);
    expect(own.size).toBeGreaterThan(3);
    expect(own.size).toBeLessThanOrEqual(12);
  });

  test('what is counted would have seen the parser', () => {
    const { packages } = loadedBy(fileURLToPath(new URL('../../src/cli/parse-arguments.ts', import.meta.url)));
    expect([...packages]).toContain('yargs');
  });
});

test('the version is known, and whatever else the command line says is left to its parser', async () => {
  expect(await knownText(['--version'], 80)).toBe(`${await loadVersion()}\n`);
  for (const argv of [[], ['--version', 'src'], ['model', '--help'], ['--granted', '--version'], ['version']]) {
    expect(await knownText(argv, 80), argv.join(' ')).toBeUndefined();
  }
});

test('the prepared help is the one that the parser prints, on a wide terminal too', async () => {
  const { help } = await prepare();
  expect(Object.keys(help)).toEqual(['80', '120']);
  for (const columns of [80, 120, 200]) {
    const parsed = await parseArguments(['-h'], columns, await loadVersion());
    expect(help[Math.min(columns, 120)]).toBe(parsed.kind === 'text' ? parsed.text : '');
  }
});
