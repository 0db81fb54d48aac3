/**
 * Measures the terminal explorer: how long from a key to the painted screen, with few calls and with many.
 *
 *   npx tsx bench/explore.ts [calls, default 5000]
 *
 * The whole way is measured: key, state, rows, details, Ink's layout, and the bytes that reach a terminal, which is one
 * in memory here. The last line is a JSON object; the exit code is 1 when many calls take more than 1.5 times as long.
 */
import { performance } from 'node:perf_hooks';
import process, { argv, stdout } from 'node:process';
import { PassThrough } from 'node:stream';
import { render } from 'ink';
import { createElement } from 'react';
import { createExplorer, createStore, initialState, type Store } from '../src/explore/index.ts';
import { App } from '../src/explore/ui/app.ts';
import { loadModel } from '../src/load/model.ts';
import type { OperationUse, UnresolvedCall } from '../src/model/operation-use.ts';
import type { Report } from '../src/model/report.ts';
import { sumTexts } from '../src/model/text-account.ts';
import type { ReportModel } from '../src/report/index.ts';
import { measureBlastRadius, minimalRole } from '../src/solve/index.ts';

const few = 50;
const many = Number(argv[2] ?? 5_000);
const rounds = 40;
const allowed = 1.5;

/** What somebody does all the time: moving, unfolding, searching, going through the views. */
const keys = [
  '\u001b[B',
  '\u001b[B',
  'l',
  'j',
  'j',
  'k',
  '2',
  'j',
  '\u001b[6~',
  'j',
  'G',
  'k',
  'g',
  '3',
  'j',
  'j',
  '1',
];

function sourceAt(index: number) {
  const file = `src/part-${index % 97}/module-${index % 13}.ts`;
  return { kind: 'source', file, line: 1 + (index % 900), column: 1 + (index % 60), chain: [] } as const;
}

/** A report of so many calls, spread over all operations and a hundred files, some of them open. */
function makeReport(model: ReportModel, calls: number): Report {
  const evidence = new Map<OperationUse['operation'], ReturnType<typeof sourceAt>[]>();
  const open: UnresolvedCall[] = [];
  const { operations } = model.rules;
  for (let index = 0; index < calls; index++) {
    const operation = operations[(index * 7) % operations.length];
    if (operation === undefined) throw new Error('the model has no operations');
    if (index % 10 === 0) {
      open.push({
        method: operation.method,
        path: ['/rest/', { reason: 'parameter' }],
        reachable: true,
        evidence: sourceAt(index),
        candidates: operations.slice(0, 3),
      });
    } else evidence.set(operation, [...(evidence.get(operation) ?? []), sourceAt(index)]);
  }
  const uses = [...evidence].map(
    ([operation, places]): OperationUse => ({
      operation,
      certainty: 'definite',
      reachable: true,
      calls: places.length,
      outcomes: { allowed: 0, denied: 0, attempted: 0 },
      evidence: places,
      conditions: { passed: [], unknown: [] },
      spellings: [],
    }),
  );
  const problem = { graph: model.permissions, rules: model.rules, uses };
  const role = minimalRole({ ...problem, status: 'lower-bound' });
  const coverage = { calls, followed: calls - open.length };
  const service = {
    name: 'bench',
    operations: uses,
    role,
    blastRadius: measureBlastRadius({ ...problem, role }),
    escalations: [],
    unresolved: open,
    unmatched: [],
    coverage,
  };
  return {
    tool: { name: 'rolefit', version: 'bench' },
    services: [service],
    findings: [],
    coverage: { ...coverage, texts: sumTexts([]) },
    inputs: [],
  };
}

/** A terminal in memory that says when something was painted. */
function createScreen(onPaint: () => void) {
  const screen = new PassThrough();
  screen.on('data', onPaint);
  return Object.assign(screen, { columns: 140, rows: 40, isTTY: true });
}

function createKeyboard() {
  const keyboard = new PassThrough();
  return Object.assign(keyboard, {
    isTTY: true,
    setRawMode: () => keyboard,
    ref: () => keyboard,
    unref: () => keyboard,
  });
}

async function measure(model: ReportModel, calls: number): Promise<readonly number[]> {
  const explorer = createExplorer({
    report: makeReport(model, calls),
    model,
    includeUnreachable: false,
    workspacesOf: () => [],
    unicode: true,
  });
  const store: Store = createStore(explorer, initialState({ columns: 140, rows: 40 }));
  let painted = () => {};
  const [screen, keyboard] = [createScreen(() => painted()), createKeyboard()];
  const instance = render(createElement(App, { store, color: true, isScreenReader: false }), {
    stdin: keyboard as unknown as NodeJS.ReadStream,
    stdout: screen as unknown as NodeJS.WriteStream,
    exitOnCtrlC: false,
    patchConsole: false,
    // Ink waits between two frames; what is measured is the work, not the wait.
    maxFps: 1_000,
  });
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const key of keys) {
      await new Promise((resolve) => setTimeout(resolve, 3));
      times.push(await timeOf(key));
    }
  }
  instance.unmount();
  return times;

  /** A key that changes nothing paints nothing; the longest wait is then no measure and is left out by the median. */
  function timeOf(key: string): Promise<number> {
    return new Promise((resolve) => {
      const begun = performance.now();
      const late = setTimeout(() => resolve(Number.NaN), 200);
      painted = () => {
        clearTimeout(late);
        painted = () => {};
        resolve(performance.now() - begun);
      };
      keyboard.write(key);
    });
  }
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.filter((time) => !Number.isNaN(time)).toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN) * 100) / 100;
}

const model = await loadModel();
// Once for nothing: the engine is to be warm for both.
await measure(model, few);
const times = { few: await measure(model, few), many: await measure(model, many) };
const result = {
  calls: { few, many },
  median: { few: percentile(times.few, 0.5), many: percentile(times.many, 0.5) },
  p95: { few: percentile(times.few, 0.95), many: percentile(times.many, 0.95) },
};
const ratio = Math.round((result.median.many / result.median.few) * 100) / 100;
stdout.write(`key to paint in ms: median ${result.median.few} with ${few} calls, ${result.median.many} with ${many}\n`);
stdout.write(`${JSON.stringify({ ...result, ratio, allowed })}\n`);
process.exitCode = ratio <= allowed ? 0 : 1;
