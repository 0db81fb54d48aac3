/**
 * Edits a repository a thousand times, and after each edit holds the answer with the cache against the one without it:
 *
 *   npm run edits [-- --edits 1000] [--runs 50]
 *
 * Then as many processes at once ask one cache. Exits with 1 where an answer differs.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { argv, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { createRepository } from '../kit/git-repository.ts';
import { edit, startingFiles } from './edits.ts';

const { values: flags } = parseArgs({
  args: argv.slice(2).filter((arg) => arg !== '--'),
  options: { edits: { type: 'string', default: '1000' }, runs: { type: 'string', default: '50' } },
});

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

async function ask(cache: string): Promise<string> {
  const env = { ...process.env, ROLEFIT_CACHE: cache };
  const running = promisify(execFile)(process.execPath, [program, '.', '--format', 'json'], {
    cwd: repository.folder,
    env,
  });
  return (await running.catch((error: { stdout: string }) => error)).stdout;
}

const scratch = mkdtempSync(join(tmpdir(), 'rolefit-edits-'));
const repository = await createRepository();
const done = new Map<string, number>();
try {
  await repository.write(startingFiles);
  await repository.commit('Begin');
  for (let number = 1; number <= Number(flags.edits); number += 1) {
    const name = await edit(repository, number, join(scratch, 'cache'));
    done.set(name, (done.get(name) ?? 0) + 1);
  }
  const alone = await ask('off');
  const together = await Promise.all(Array.from({ length: Number(flags.runs) }, () => ask(join(scratch, 'shared'))));
  if (together.some((answer) => answer !== alone)) throw new Error('of the runs at once one says something else');
  stdout.write(`${JSON.stringify(Object.fromEntries(done))}\n${flags.edits} edits, ${flags.runs} runs: none differs\n`);
} catch (error) {
  stdout.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  await repository.remove();
  rmSync(scratch, { recursive: true, force: true });
}
