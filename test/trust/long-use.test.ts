import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRepository, type Repository } from '../kit/git-repository.ts';
import { installPackage } from '../kit/installed.ts';
import { edit, startingFiles } from './edits.ts';

// One cache, used for long, by many, and by runs that do not live to their end. The long story is `npm run edits`.

const { program } = await installPackage();
let scratch = '';
let repository: Repository;
beforeAll(async () => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'rolefit-long-')));
  repository = await createRepository();
  await repository.write(startingFiles);
  await repository.commit('Begin');
});
afterAll(async () => {
  await repository.remove();
  rmSync(scratch, { recursive: true, force: true });
});

function start(cache: string, argv: readonly string[] = []) {
  const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8', ROLEFIT_CACHE: cache };
  return spawn(process.execPath, [program, '.', '--format', 'json', ...argv], { cwd: repository.folder, env });
}

async function ask(cache: string, argv: readonly string[] = []): Promise<string> {
  const child = start(cache, argv);
  let text = '';
  child.stdout.on('data', (piece: Buffer) => {
    text += piece;
  });
  await once(child, 'close');
  return text;
}

test('several runs at once on one cache all give the answer, and leave whole files', async () => {
  const cache = join(scratch, 'shared');
  const expected = await ask('off');
  const answers = await Promise.all(Array.from({ length: 4 }, () => ask(cache)));
  expect(new Set(answers)).toEqual(new Set([expected]));
  expect(readdirSync(cache).filter((name) => !name.endsWith('.rolefit') && name !== 'code')).toEqual([]);
  expect(await ask(cache)).toBe(expected);
});

test('a run that is killed leaves the file that it writes as it was, and the next one is right', async () => {
  const [cache, file] = [join(scratch, 'killed'), join(scratch, 'report.json')];
  writeFileSync(file, 'as it was');
  const since = performance.now();
  const expected = await ask('off');
  const whole = performance.now() - since;
  for (const tenth of [3, 6, 9]) {
    const child = start(cache, [`--output=json=${file}`]);
    setTimeout(() => child.kill('SIGKILL'), (whole * tenth) / 10);
    await once(child, 'close');
    const left = readFileSync(file, 'utf8');
    expect(left === 'as it was' || JSON.parse(left).schemaVersion === 1).toBe(true);
    writeFileSync(file, 'as it was');
    expect(await ask(cache)).toBe(expected);
  }
});

test('after each of many edits the cache says what is said without it', async () => {
  const cache = join(scratch, 'edited');
  for (let number = 1; number <= 8; number += 1) await edit(repository, number, cache);
});
