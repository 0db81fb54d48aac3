import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');
const signals = ['SIGINT', 'SIGTERM'] as const;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolefit-interrupt-'));
  mkdirSync(join(folder, 'code'));
  writeFileSync(join(folder, 'code', 'main.js'), busyProgram());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Follows for many seconds, and gives nothing else a turn. */
function busyProgram(): string {
  const table = Array.from(
    { length: 400 },
    (_, index) => `  (x) => fetch(base + '/rest/v1/lists/${index}.json?' + x),`,
  );
  const calls = Array.from(
    { length: 400 },
    (_, index) =>
      `export function f${index}(a, b) { for (const g of table) if (a > ${index}) g(f${(index * 7 + 1) % 400}(b, a)); return a + b; }`,
  );
  return `const base = 'https://571-kqx-902.mktorest.com';\nconst table = [\n${table.join('\n')}\n];\n${calls.join('\n')}\n`;
}

function start(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ['--import', tsx, main, ...args], {
    cwd,
    env: { ...process.env, ROLEFIT_CACHE: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** How long a process takes to end after a signal, against how long another one needs to be killed by the system. */
async function endingOf(child: ChildProcess, signal: NodeJS.Signals) {
  const since = performance.now();
  child.kill(signal);
  const ended = await once(child, 'exit');
  return { ended, milliseconds: performance.now() - since };
}

/** Waits until a process has worked for so many seconds, however long that takes beside others: loading takes less. */
async function worked(child: ChildProcess, seconds: number): Promise<void> {
  const cpuSeconds = () => {
    const parts = execFileSync('ps', ['-o', 'time=', '-p', String(child.pid)], { encoding: 'utf8' })
      .trim()
      .split(/[:-]/);
    return parts.reduce((sum, part) => sum * 60 + Number(part), 0);
  };
  while (cpuSeconds() < seconds) await new Promise((resolve) => setTimeout(resolve, 200));
}

/** Any time above this is the analysis going on; a busy machine may need most of it to run anything at all. */
const soon = 2_000;

describe.skipIf(process.platform === 'win32')('a command that is told to end', () => {
  test.each(signals)(
    'ends at once on %s while it follows code, and leaves the file that it would write as it was',
    async (signal) => {
      const output = join(folder, 'report.json');
      writeFileSync(output, 'what was there');
      const child = start(['code', '--format', 'json', '--output', output], folder);
      await worked(child, 6);
      const { ended, milliseconds } = await endingOf(child, signal);
      expect(ended).toEqual([null, signal]);
      expect(milliseconds).toBeLessThan(soon);
      expect(readdirSync(folder).sort()).toEqual(['code', 'report.json']);
    },
  );

  test.each([
    ['analyze', ['pipe.har']],
    ['redact', ['pipe.har', 'copy.har']],
  ])('ends at once in %s while a pipe has nothing to read', async (_, args) => {
    const home = mkdtempSync(join(folder, 'pipe-'));
    execFileSync('mkfifo', [join(home, 'pipe.har')]);
    const child = start(args, home);
    // Nothing says that it waits; before that it ends as well.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const { ended, milliseconds } = await endingOf(child, 'SIGINT');
    expect(ended).toEqual([null, 'SIGINT']);
    expect(milliseconds).toBeLessThan(soon);
    expect(readdirSync(home)).toEqual(['pipe.har']);
    rmSync(home, { recursive: true });
  });

  test.each(signals)('ends at once on %s while it follows the code of --base, whose folder goes', async (signal) => {
    const home = mkdtempSync(join(folder, 'base-'));
    const temporary = mkdtempSync(join(folder, 'tmp-'));
    mkdirSync(join(home, 'code'));
    writeFileSync(join(home, 'code', 'main.js'), busyProgram());
    writeFileSync(join(home, 'rolefit.config.json'), '{"name":"busy","sources":["code"]}');
    for (const args of [
      ['init', '-q'],
      ['add', '-A'],
      ['commit', '-qm', 'All of it'],
    ])
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: home });
    const child = start(['check', '--base', 'HEAD'], home, { TMPDIR: temporary });
    await worked(child, 6);
    const left = () => readdirSync(temporary).filter((name) => name.startsWith('rolefit-base-'));
    expect(left()).toHaveLength(1);
    const { ended, milliseconds } = await endingOf(child, signal);
    expect(ended).toEqual([null, signal]);
    expect(milliseconds).toBeLessThan(soon);
    await expect.poll(left, { timeout: 20_000 }).toEqual([]);
    rmSync(home, { recursive: true });
  });

  test('of the first process of a container the one below it ends, and its end is told', async () => {
    const script = `const { runBelow } = await import(${JSON.stringify(new URL('../../src/cli/first-process.ts', import.meta.url).href)});
process.exitCode = await runBelow(process, ['-e', 'console.log("busy;"); setTimeout(() => { for (;;); }, 0);']);`;
    const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const chunk of child.stdout) if (String(chunk).includes('busy;')) break;
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([128 + 15, null]);
  });
});
