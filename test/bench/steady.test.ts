import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Contender } from '../../bench/speed/contender.ts';
import { countFiles, filesRead } from '../../bench/steady/files-read.ts';
import { toLines } from '../../bench/steady/gauge.ts';
import { loadedCode } from '../../bench/steady/loaded-code.ts';
import { workRatios } from '../../bench/steady/work-ratios.ts';

let [scratch, home] = ['', ''];
beforeAll(() => {
  scratch = mkdtempSync(join(realpathSync(tmpdir()), 'rolefit-steady-test-'));
  home = mkdtempSync(join(scratch, 'home-'));
  writeFileSync(join(home, 'data.txt'), 'x'.repeat(1_000));
  writeFileSync(join(scratch, 'part.mjs'), 'export const part = 1;\n');
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** A program that runs in the counted folder, in which it is not itself. */
function program(name: string, text: string): Contender {
  const file = join(scratch, `${name}.mjs`);
  writeFileSync(file, text);
  return { name, command: process.execPath, args: [file], cwd: home };
}

const read = (times: number): string => `
  import { closeSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
  import { readFile } from 'node:fs/promises';
  const path = process.cwd() + '/data.txt';
  for (let time = 0; time < ${times}; time++) {
    const file = openSync(path);
    readSync(file, Buffer.alloc(600), 0, 600, 0);
    closeSync(file);
    lstatSync(path);
  }
  readdirSync(process.cwd());
  readdirSync('/');
  await readFile(path);
`;

test('what a program does with files is counted, however it imports them, and only below its folder', () => {
  const counts = countFiles(program('twice', read(2)), scratch);
  expect(counts).toEqual({ opened: 3, bytes: 1_200, asked: 2, listed: 1 });
});

test('a file that is read again and again passes the limit', () => {
  const [opened] = filesRead(program('often', read(9)), 5, 5_000, scratch);
  expect(opened).toMatchObject({ value: 2, most: 1.2 });
  expect(toLines(opened === undefined ? [] : [opened])).toContain('EXCEEDED often: files opened');
});

test('where nothing can be counted nothing is kept', () => {
  expect(() => filesRead(program('idle', ''), 5, 5_000, scratch)).toThrow('nothing was counted');
});

test('every module that a program loads is counted, now or later', () => {
  const [modules, code] = loadedCode(program('loads', "await import('./part.mjs');\n"), scratch, {
    modules: 1,
    kilobytes: 1,
  });
  expect(modules).toMatchObject({ value: 2, most: 1 });
  expect((code?.value ?? 0) * 1024).toBeCloseTo("await import('./part.mjs');\n".length + 23, 0);
});

test('CPU time is that of the program, whether or not it waits, and a wrong answer is no answer', () => {
  const still = program('still', 'await new Promise((done) => setTimeout(done, 400));');
  const busy = program('busy', 'for (let round = 0; round < 5e8; round++);');
  const limits = { most: 1, peakMegabytes: 1_000 };
  const [ratio, peak] = workRatios([{ of: busy, over: still, ...limits }], 1, scratch);
  expect(ratio?.value).toBeGreaterThan(1.5);
  expect(peak?.value).toBeGreaterThan(10);
  const wrong = { ...still, check: () => 'missing: all of it' };
  expect(() => workRatios([{ of: wrong, over: busy, ...limits }], 1, scratch)).toThrow('still: missing: all of it');
});
