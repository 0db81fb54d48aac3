/**
 * Measures how fast the command line is, as it is installed.
 *
 *   npx tsx bench/run.ts [case...] [--rounds 5] [--program dist/cli/main.js] [--trees folder] [--without knip]
 *                        [--json] [--keep]
 *
 * Cases whose names begin with one of the arguments are run, or all; `--without`, which may be repeated, leaves out a
 * program and the limits that it is part of. Trees are generated from seeds into `--trees`, or a temporary folder that
 * is deleted at the end. `--keep` writes bench/results.json, from which `npm run readme` makes the README's table. The
 * exit code is 1 when an answer is wrong or a limit is passed.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { caseNames, cases } from './speed/cases/index.ts';
import type { Setting } from './speed/contender.ts';
import { coreCase, measureCore } from './speed/core/measure-core.ts';
import type { Measured } from './speed/figures.ts';
import { growthOf } from './speed/growth-case.ts';
import { measure } from './speed/measure.ts';
import { keepResults, thisMachine } from './speed/results.ts';
import { isGood, toTable } from './speed/table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    program: { type: 'string', default: fileURLToPath(new URL('../dist/cli/main.js', import.meta.url)) },
    trees: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});

const program = resolve(values.program);
if (!existsSync(program)) {
  process.stderr.write(`there is no ${values.program}; build it first: npm run build\n`);
  process.exit(2);
}
const isChosen = (name: string): boolean =>
  positionals.length === 0 || positionals.some((start) => name.startsWith(start));
const scratch = mkdtempSync(join(tmpdir(), 'rolefit-bench-'));
const trees = resolve(values.trees ?? join(scratch, 'trees'));
mkdirSync(trees, { recursive: true });
try {
  const setting: Setting = { program, trees, scratch, without: values.without };
  const measured: Measured[] = [];
  const tell = (result: Measured): void => {
    measured.push(result);
    if (!values.json) process.stdout.write(`${toTable(result)}\n`);
  };
  for (const one of cases.filter(({ name }) => isChosen(name))) tell(measure(one, setting, Number(values.rounds)));
  const growth = growthOf(measured);
  if (growth !== undefined) tell(growth);
  if (isChosen(coreCase.name)) tell(measureCore(setting));
  if (values.json) process.stdout.write(`${JSON.stringify({ machine: thisMachine(), cases: measured }, null, 2)}\n`);
  if (values.keep) keepResults(measured, caseNames);
  process.exitCode = measured.every(isGood) ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
