import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTemporaryFolder } from '../../src/load/temporary-folder.ts';

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

test('the folder is there for its use alone, whether it ends well or not', async () => {
  let folder = '';
  const use = async (given: string) => {
    folder = given;
    await writeFile(join(given, 'a'), 'a');
    expect(((await stat(given)).mode & 0o777).toString(8)).toBe('700');
    return 'done';
  };
  expect(await withTemporaryFolder('rolefit-test', use)).toBe('done');
  expect(await exists(folder)).toBe(false);
  const fail = async (given: string) => {
    await use(given);
    throw new Error('no');
  };
  await expect(withTemporaryFolder('rolefit-test', fail)).rejects.toThrow('no');
  expect(await exists(folder)).toBe(false);
});

test.each(['SIGTERM', 'SIGINT'] as const)('the command line leaves nothing behind on %s', async (signal) => {
  const home = await mkdtemp(join(tmpdir(), 'rolefit-signal-'));
  try {
    // The real main.ts runs beside a folder that is in use, as --base has it.
    const module = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);
    const script = `const { withTemporaryFolder } = await import(${module('load/temporary-folder.ts')});
process.argv.splice(1, process.argv.length, 'node', '--version');
await import(${module('cli/main.ts')});
withTemporaryFolder('rolefit-test', (folder) => {
  console.log('folder=' + folder + ';');
  return new Promise(() => setInterval(() => {}, 1000));
});`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      env: { ...process.env, TMPDIR: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    for await (const chunk of child.stdout) {
      printed += String(chunk);
      if (printed.includes(';')) break;
    }
    const folder = /folder=(.*);/.exec(printed)?.[1] ?? '';
    expect(await exists(folder)).toBe(true);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([null, signal]);
    // Whoever removes it hears of the end after it.
    await expect.poll(() => exists(folder), { timeout: 20_000 }).toBe(false);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends an analysis that is busy', async (signal) => {
  const module = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);
  // Nothing else has its turn while the program is followed.
  const script = `process.argv.splice(1, process.argv.length, 'node', '--version');
await import(${module('cli/main.ts')});
console.log('busy;');
setTimeout(() => { for (;;); }, 0);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of child.stdout) if (String(chunk).includes('busy;')) break;
  await new Promise((resolve) => setTimeout(resolve, 200));
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([null, signal]);
});
