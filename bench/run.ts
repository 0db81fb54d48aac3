/**
 * Measures how fast the command line is, as it is installed.
 *
 *   npx tsx bench/run.ts [case...] [--rounds 5] [--program dist/cli/main.js] [--trees folder] [--without knip] [--json]
 *
 * Cases whose names begin with one of the arguments are run, or all; `--without`, which may be repeated, leaves out a
 * program and the limits that it is part of. Trees are generated from seeds into `--trees`, or a
 * temporary folder that is deleted at the end. The exit code is 1 when an answer is wrong or a limit is passed.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cases } from './speed/cases/index.ts';
import { type Measured, measure } from './speed/measure.ts';
import { exponentOf, toTable } from './speed/table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    program: { type: 'string', default: fileURLToPath(new URL('../dist/cli/main.js', import.meta.url)) },
    trees: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  },
});

const program = resolve(values.program);
if (!existsSync(program)) {
  process.stderr.write(`there is no ${values.program}; build it first: npm run build\n`);
  process.exit(2);
}
const chosen = cases.filter(
  ({ name }) => positionals.length === 0 || positionals.some((start) => name.startsWith(start)),
);
const scratch = mkdtempSync(join(tmpdir(), 'rolefit-bench-'));
const trees = resolve(values.trees ?? join(scratch, 'trees'));
mkdirSync(trees, { recursive: true });
try {
  const measured: Measured[] = [];
  for (const one of chosen) {
    const result = measure(one, { program, trees, without: values.without }, Number(values.rounds), scratch);
    measured.push(result);
    if (!values.json) process.stdout.write(`${toTable(result)}\n`);
  }
  const exponent = exponentOf(measured);
  if (values.json) process.stdout.write(`${JSON.stringify({ cases: measured, exponent }, null, 2)}\n`);
  else if (exponent !== undefined)
    process.stdout.write(`monorepos: time grows with files to the power of ${exponent.toFixed(2)}\n`);
  const isGood = measured.every(
    ({ figures, verdicts }) => figures.every(({ wrong }) => wrong === undefined) && verdicts.every(({ kept }) => kept),
  );
  process.exitCode = isGood ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
