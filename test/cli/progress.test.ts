import { expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { reportProgress } from '../../src/cli/progress.ts';
import type { Progress } from '../../src/model/progress.ts';

const megabyte = 1024 * 1024;

function told(steps: readonly Progress[], isQuiet: boolean) {
  const units: string[] = [];
  let stderr = '';
  const io = {
    stderr: { write: (text: string) => (stderr += text) },
    stderrIsTTY: false,
    fitMemory: (unit: string) => units.push(unit),
  } as unknown as Io;
  const listener = reportProgress(io, isQuiet);
  for (const step of steps) listener(step);
  return { units, stderr };
}

const reading: Progress = { file: 'a.har', unit: 'bytes', done: 60 * megabyte, total: 90 * megabyte };
const following: Progress = { file: 'following calls', unit: 'files', done: 0, total: 3 };

test('whether or not it is told, memory fits what is read', () => {
  expect(told([reading, following], true)).toEqual({ units: ['bytes', 'files'], stderr: '' });
  expect(told([reading, following], false)).toEqual({
    units: ['bytes', 'files'],
    stderr: 'reading a.har 60 of 90 MB\n',
  });
});

test('a log is told of every now and then', () => {
  const parts = Array.from({ length: 90 }, (_, index) => ({ ...reading, done: (index + 1) * megabyte }));
  expect(told(parts, false).stderr.split('\n').length - 1).toBeLessThan(8);
});
