/**
 * Changes the code a little, again and again, and says which changes no test sees:
 *
 *   npm run mutate -- src/permissions [src/gate ...]
 *
 * Stryker is fetched for the run: it is large, and nothing else needs it. Only the tests of the same folder of `test/` are
 * run, and beside them those that are named with `--tests`. The whole answer stands in bench/out/mutation.json.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import process, { argv, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { root } from './build/root.ts';

const version = '9.6.1';

const { values: flags, positionals: folders } = parseArgs({
  args: argv.slice(2).filter((arg) => arg !== '--'),
  allowPositionals: true,
  options: { tests: { type: 'string', multiple: true, default: [] }, concurrency: { type: 'string', default: '1' } },
});

interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number } };
}

function settings(): object {
  const report = join(root, 'bench/out/mutation.json');
  return {
    mutate: folders.map((folder) => (folder.endsWith('.ts') ? folder : `${folder}/**/*.ts`)),
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'bench/out/vitest.mutate.config.ts', related: false },
    concurrency: Number(flags.concurrency),
    coverageAnalysis: 'perTest',
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: report },
    tempDirName: join(root, '.stryker-tmp'),
    ignorePatterns: ['dist', 'fixtures/programs', 'fixtures/frameworks'],
    timeoutMS: 20_000,
    // Types are stripped by vitest; rewriting the settings of the compiler would take a compiler beside Stryker.
    disableTypeChecks: false,
    tsconfigFile: 'none',
  };
}

function vitestConfig(): string {
  const own = folders.map((folder) => folder.replace(/^src\//, 'test/').replace(/\.ts$/, ''));
  const include = [...own.map((path) => `${path}/**/*.test.ts`), ...flags.tests];
  return `import base from '../../vitest.config.ts';
export default { ...base, test: { ...base.test, include: ${JSON.stringify(include)}, maxWorkers: 1 } };
`;
}

function tell(file: string): number {
  const { files } = JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, { mutants: readonly Mutant[] }> };
  const all = Object.entries(files).flatMap(([path, { mutants }]) => mutants.map((mutant) => ({ path, ...mutant })));
  const counted = (statuses: readonly string[]) => all.filter(({ status }) => statuses.includes(status));
  const [killed, alive] = [counted(['Killed', 'Timeout']), counted(['Survived', 'NoCoverage'])];
  for (const { path, location, mutatorName, replacement = '', status } of alive) {
    stdout.write(
      `${path}:${location.start.line} ${status}: ${mutatorName} ${replacement.replace(/\s+/g, ' ').slice(0, 80)}\n`,
    );
  }
  const score = (100 * killed.length) / Math.max(1, killed.length + alive.length);
  stdout.write(
    `${folders.join(' ')}: ${killed.length} of ${killed.length + alive.length} killed, ${score.toFixed(1)}%\n`,
  );
  return score >= 85 ? 0 : 1;
}

function main(): number {
  const missing = folders.filter((folder) => !existsSync(join(root, folder)));
  if (folders.length === 0 || missing.length > 0) {
    stderr.write(`name folders or files of src/${missing.map((one) => `; there is no ${one}`).join('')}\n`);
    return 2;
  }
  const out = join(root, 'bench/out');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'vitest.mutate.config.ts'), vitestConfig());
  const config = join(out, 'stryker.json');
  writeFileSync(config, JSON.stringify(settings(), null, 2));
  const packages = [`@stryker-mutator/core@${version}`, `@stryker-mutator/vitest-runner@${version}`];
  const args = ['exec', '--yes', ...packages.flatMap((one) => ['--package', one]), '--', 'stryker', 'run', config];
  const { status } = spawnSync('npm', args, { cwd: root, stdio: 'inherit' });
  rmSync(join(root, '.stryker-tmp'), { recursive: true, force: true });
  if (status !== 0) return status ?? 2;
  return tell(join(out, basename('mutation.json')));
}

process.exitCode = main();
