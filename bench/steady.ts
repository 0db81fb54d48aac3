/**
 * Gauges what must not creep back, on any machine however busy: how much code a command loads, how often it touches a
 * file, how many steps the interpreter takes, and how much CPU time and memory it needs next to a plain program.
 *
 *   npx tsx bench/steady.ts [--program dist/cli/main.js] [--json]
 *
 * Takes half a minute. The exit code is 1 when a limit is passed; a wrong answer is thrown.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isKept, toLines } from './steady/gauge.ts';
import { takeGauges } from './steady/gauges.ts';

const { values } = parseArgs({
  options: {
    program: { type: 'string', default: fileURLToPath(new URL('../dist/cli/main.js', import.meta.url)) },
    json: { type: 'boolean', default: false },
  },
});
// The programs name files by their true paths, and what they name is counted.
const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'rolefit-steady-'));
const trees = join(scratch, 'trees');
mkdirSync(trees);
try {
  const gauges = await takeGauges({ program: resolve(values.program), trees, scratch, without: [] });
  process.stdout.write(values.json ? `${JSON.stringify(gauges, null, 2)}\n` : `${toLines(gauges)}\n`);
  process.exitCode = gauges.every(isKept) ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
