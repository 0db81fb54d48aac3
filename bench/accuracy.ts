/**
 * Measures how much of what programs call the static analysis finds, and what it says besides: over all fixtures, apps
 * and packages, or over folders of programs whose answer is known.
 *
 *   npm run bench:accuracy -- [folder...] [--json] [--failures]
 *
 * Prints what README.md tells of, in all, by kind, by idiom and by difficulty. Exits with 1 unless every program is exact.
 */
import process, { argv, stderr, stdout } from 'node:process';
import { formatError, isInputError } from '../src/cli/format-error.ts';
import { analyzePaths } from '../src/load/analyze-paths.ts';
import { loadModel, type Model } from '../src/load/model.ts';
import { publishReport } from '../src/report/index.ts';
import { createPalette } from '../src/report/palette.ts';
import { createMatcher } from '../src/rules/match.ts';
import type { PublishedReport } from '../src/schema/report.ts';
import { loadFixtures, readSources } from '../test/kit/fixtures.ts';
import { naiveSearch } from './accuracy/naive-search.ts';
import { fromFixture, loadPrograms, type Program } from './accuracy/program.ts';
import { type Measured, rowsOf, toTable } from './accuracy/rows.ts';
import type { Outcome } from './accuracy/score.ts';

async function measure(program: Program, model: Model): Promise<Outcome> {
  const naive = naiveSearch(readSources(program.folder), createMatcher(model.rules));
  try {
    const report = publishReport(await analyzePaths(['.'], { cwd: program.folder, hosts: [], model }));
    return { ...program.judge(report), naive };
  } catch (error) {
    // One program that breaks the analysis must not hide how the others fare.
    const differences = [`failed: ${error instanceof Error ? error.message : String(error)}`];
    return { ...program.judge(emptyReport), naive, differences };
  }
}

const emptyReport: PublishedReport = {
  schemaVersion: 1,
  tool: { name: 'rolefit', version: '' },
  services: [],
  findings: [],
  coverage: { calls: 0, followed: 0 },
  inputs: [],
};

function failuresOf(measured: readonly Measured[]) {
  return measured
    .filter(({ outcome }) => outcome.differences.length > 0)
    .map(({ program, outcome: { differences, silent, deadButLive, falseOpen, falseUnmatched } }) => ({
      program: `${program.kind}/${program.name}`,
      ...{ differences, silent, deadButLive, falseOpen, falseUnmatched },
    }));
}

async function main(given: readonly string[]): Promise<number> {
  const options = given.filter((one) => one.startsWith('-'));
  const unknown = options.find((option) => option !== '--json' && option !== '--failures');
  if (unknown !== undefined) {
    stderr.write(`error: unknown option "${unknown}"\n  help: use --json or --failures\n`);
    return 2;
  }
  const folders = given.filter((one) => !one.startsWith('-'));
  const model = await loadModel();
  const programs =
    folders.length > 0
      ? await loadPrograms(folders, model)
      : (await loadFixtures()).map((fixture) => fromFixture(fixture.kind, fixture));
  const measured: Measured[] = [];
  for (const program of programs) measured.push({ program, outcome: await measure(program, model) });
  const [rows, failures] = [rowsOf(measured), failuresOf(measured)];
  if (options.includes('--json')) stdout.write(`${JSON.stringify({ rows, failures }, null, 2)}\n`);
  else stdout.write(toTable(rows));
  if (options.includes('--failures') && !options.includes('--json')) {
    for (const { program, differences } of failures) stdout.write(`\n${program}\n  ${differences.join('\n  ')}\n`);
  }
  return failures.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(argv.slice(2));
} catch (error) {
  if (!isInputError(error)) throw error;
  stderr.write(formatError(error, createPalette(false)));
  process.exitCode = 2;
}
