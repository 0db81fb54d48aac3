/**
 * Measures how much of what programs call the static analysis finds, over all fixtures, apps and packages.
 *
 *   npm run bench:accuracy -- [--json] [--failures]
 *
 * Prints recall, precision, silent misses and the baseline of a plain search, in all, by kind, by idiom and by
 * difficulty. Exits with 1 unless everything is found, nothing else is reported, and nothing is missed silently.
 */
import process, { argv, stdout } from 'node:process';
import { loadModel, type Model } from '../src/load/model.ts';
import { compareText } from '../src/model/location.ts';
import { createMatcher } from '../src/rules/match.ts';
import { type Fixture, loadFixtures, readSources } from '../test/kit/fixtures.ts';
import { analyzeFixture, judge } from '../test/kit/judge-fixture.ts';
import { describeStatement, statementsOf } from '../test/kit/statements.ts';
import { naiveSearch } from './accuracy/naive-search.ts';
import { type Outcome, operationsIn, type Score, scoreOf, silentMisses } from './accuracy/score.ts';

interface Row extends Score {
  readonly by: 'all' | 'kind' | 'idiom' | 'difficulty';
  readonly name: string;
}

async function measure(fixture: Fixture, model: Model): Promise<Outcome> {
  const naive = naiveSearch(readSources(fixture.folder), createMatcher(model.rules));
  const expected = operationsIn(fixture.statements);
  try {
    const report = await analyzeFixture(fixture, model);
    const said = statementsOf(report);
    const silent = silentMisses(fixture.statements, said);
    return { fixture, expected, reported: operationsIn(said), naive, silent, differences: judge(fixture, report) };
  } catch (error) {
    // One fixture that breaks the analysis must not hide how the others fare.
    const differences = [`failed: ${error instanceof Error ? error.message : String(error)}`];
    const silent = silentMisses(fixture.statements, []);
    return { fixture, expected, reported: new Set(), naive, silent, differences };
  }
}

function rowsOf(outcomes: readonly Outcome[]): Row[] {
  const groupedBy = (by: Row['by'], keyOf: (fixture: Fixture) => string): Row[] => {
    const keys = [...new Set(outcomes.map(({ fixture }) => keyOf(fixture)))].sort(compareText);
    return keys.map((name) => ({
      by,
      name,
      ...scoreOf(outcomes.filter(({ fixture }) => keyOf(fixture) === name)),
    }));
  };
  return [
    ...groupedBy('all', () => 'all'),
    ...groupedBy('kind', ({ kind }) => kind),
    ...groupedBy('idiom', ({ idiom }) => idiom),
    ...groupedBy('difficulty', ({ difficulty }) => String(difficulty)),
  ];
}

function table(rows: readonly Row[]): string {
  const head = [
    '',
    '',
    'fixtures',
    'exact',
    'operations',
    'recall',
    'precision',
    'silent',
    'search: recall',
    'precision',
  ];
  const body = rows.map((row) => [
    row.by,
    row.by === 'all' ? '' : row.name,
    ...[row.fixtures, row.exact, row.operations].map(String),
    ...[row.recall, row.precision].map(percent),
    String(row.silentMisses),
    ...[row.naive.recall, row.naive.precision].map(percent),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...body.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)));
  return [head, ...body].map((cells) => `${line(cells).join('  ').trimEnd()}\n`).join('');
}

function percent(part: number): string {
  // Never rounded up to 100: the last miss is the one that matters.
  return `${(Math.floor(part * 1000) / 10).toFixed(1)}%`;
}

function failuresOf(outcomes: readonly Outcome[]) {
  return outcomes
    .filter(({ differences }) => differences.length > 0)
    .map(({ fixture, differences, silent }) => ({
      fixture: `${fixture.kind}/${fixture.name}`,
      differences,
      silent: silent.map(describeStatement),
    }));
}

async function main(options: readonly string[]): Promise<number> {
  const unknown = options.find((option) => option !== '--json' && option !== '--failures');
  if (unknown !== undefined) {
    process.stderr.write(`error: unknown option "${unknown}"\n  help: use --json or --failures\n`);
    return 2;
  }
  const model = await loadModel();
  const outcomes: Outcome[] = [];
  for (const fixture of await loadFixtures()) outcomes.push(await measure(fixture, model));
  const rows = rowsOf(outcomes);
  const failures = failuresOf(outcomes);
  if (options.includes('--json')) stdout.write(`${JSON.stringify({ rows, failures }, null, 2)}\n`);
  else stdout.write(table(rows));
  if (options.includes('--failures') && !options.includes('--json')) {
    for (const { fixture, differences } of failures) stdout.write(`\n${fixture}\n  ${differences.join('\n  ')}\n`);
  }
  const all = scoreOf(outcomes);
  return all.recall === 1 && all.precision === 1 && all.silentMisses === 0 ? 0 : 1;
}

process.exitCode = await main(argv.slice(2));
