import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadModel } from '../../src/load/model.ts';
import { root } from '../build/root.ts';
import { integration } from './integration.ts';
import { reallyRun } from './really-run.ts';
import { isThere, runtimes, versionOf } from './runtimes.ts';

/**
 * `npm run languages`: runs the integration in each language whose runtime is on this machine, and writes down what it
 * sent. What was written down of the others stays.
 */
const file = join(root, 'fixtures/languages/truth.json');
const model = await loadModel();
const everything = model.permissions.permissions.map(({ name }) => name);
const truth = JSON.parse(readFileSync(file, 'utf8'));
for (const runtime of runtimes) {
  if (!isThere(runtime)) {
    process.stdout.write(`${runtime.id}: no runtime on this machine, its row stays as it is\n`);
    continue;
  }
  const ran = await reallyRun({ ...integration(runtime), model, role: everything });
  if (ran.code !== 0 || ran.unmatched.length > 0) throw new Error(`${runtime.id} failed: ${ran.output}`);
  truth[runtime.id] = { runtime: versionOf(runtime), operations: ran.operations };
  process.stdout.write(
    `${runtime.id}: ${ran.calls} calls of ${ran.operations.length} operations: ${ran.output.trim()}\n`,
  );
}
writeFileSync(file, `${JSON.stringify(truth, undefined, 2)}\n`);
