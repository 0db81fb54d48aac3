/**
 * Measures the pure core in one process: matching and folding calls, solving, and every format of the registry.
 *
 *   npx tsx bench/core.ts [calls...]
 *
 * Everything is timed beside a floor in the same process: what `JSON.stringify` and `JSON.parse` take for the same
 * calls, or for the same report. Prints a JSON object; the exit code is 1 when an answer is wrong.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { loadModel } from '../src/load/model.ts';
import { code, conclude, foldCalls } from '../src/pipeline.ts';
import * as report from '../src/report/index.ts';
import { createMatcher } from '../src/rules/match.ts';
import { solveService } from '../src/solve/solve-service.ts';
import { createUseTable, type ServiceUses } from '../src/uses/use-table.ts';
import type { CoreTimes } from './speed/core/core-times.ts';
import { makeCalls } from './speed/core/make-calls.ts';
import { median } from './speed/figures.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const model = await loadModel();
const rounds = 3;
/** What a person or a program acts on line by line: these name no service. */
const findingsOnly: readonly string[] = ['github', 'gitlab'];
const sizes = positionals.length === 0 ? [1_000, 10_000, 100_000] : positionals.map(Number);
const measured: CoreTimes[] = [];
for (const size of sizes) measured.push(await measureSize(size));
process.stdout.write(`${JSON.stringify(measured)}\n`);
process.exitCode = measured.some(({ wrong }) => wrong !== undefined) ? 1 : 0;

/** How long each part takes for so many calls, in milliseconds, and how large what it works on is. */
async function measureSize(size: number): Promise<CoreTimes> {
  const made = makeCalls(model.rules.operations, size);
  const fold = (): ServiceUses[] => {
    const table = createUseTable(createMatcher(model.rules), { defaultService: 'code' });
    for (const call of made.calls) table.add(call);
    return table.finish();
  };
  const folded = fold();
  const context = { graph: model.permissions, rules: model.rules, inputs: [] };
  const whole = conclude([await foldCalls(made.calls, model.rules)], {
    version: '0.0.0',
    ...model,
    inputs: () => [],
    nameServices: () => ({ nameOf: (name) => (name === code ? 'code' : name), undecided: [] }),
  });
  const published = report.publishReport(whole);
  const rows = whole.services.reduce((sum, { operations }) => sum + operations.length, 0);
  const isRight = rows === made.rows && whole.coverage.followed === made.followed && whole.coverage.calls === size;
  const formats = report.formats.map((format) => {
    const render = (): string => report.renderers[format](whole, model, report.plainOptions);
    // A document that does not name the last service is not whole.
    const isWhole = findingsOnly.includes(format) || render().includes(whole.services.at(-1)?.name ?? '\0');
    return { part: format, milliseconds: time(render), isWhole };
  });
  const truncated = formats.filter(({ isWhole }) => !isWhole).map(({ part }) => part);
  return {
    calls: size,
    rows,
    reportBytes: JSON.stringify(published).length,
    floors: { calls: time(() => copy(made.calls)), report: time(() => copy(published)) },
    parts: [
      { part: 'fold', milliseconds: time(fold) },
      { part: 'solve', milliseconds: time(() => folded.map((uses) => solveService(uses, context))) },
      ...formats.map(({ part, milliseconds }) => ({ part, milliseconds })),
    ],
    wrong: !isRight ? `${rows} rows of ${made.rows}` : truncated.length > 0 ? `not whole: ${truncated}` : undefined,
  };
}

function copy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/**
 * The median of a few runs after one that warms up, in milliseconds of CPU time: what a run beside it takes does not
 * count.
 */
function time(work: () => unknown): number {
  work();
  const times = Array.from({ length: rounds }, () => {
    const begun = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1_000;
  });
  return median(times);
}
