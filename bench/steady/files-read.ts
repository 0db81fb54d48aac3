import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Contender } from '../speed/contender.ts';
import type { Gauge } from './gauge.ts';

const counter = fileURLToPath(new URL('../speed/peers/count-reads.cjs', import.meta.url));

/** How a program used the files of a tree. */
export interface FileCounts {
  readonly opened: number;
  /** Read in all. */
  readonly bytes: number;
  /** How often it asked what stands at a path. */
  readonly asked: number;
  /** How many folders it listed itself. */
  readonly listed: number;
}

/** Runs a command of Node once and counts; all its threads together, but none of the programs that it starts. */
export function countFiles(command: Contender, scratch: string): FileCounts {
  const file = join(scratch, 'reads');
  rmSync(file, { force: true });
  command.before?.();
  const { stdout, status } = spawnSync(command.command, ['--require', counter, ...command.args], {
    cwd: command.cwd,
    env: { ...process.env, ...command.env, ROLEFIT_BENCH_READS: file },
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  const wrong = command.check?.(stdout, status);
  if (wrong !== undefined) throw new Error(`${command.name}: ${wrong}`);
  const threads = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as FileCounts);
  const sum = (of: keyof FileCounts): number => threads.reduce((total, counts) => total + counts[of], 0);
  return { opened: sum('opened'), bytes: sum('bytes'), asked: sum('asked'), listed: sum('listed') };
}

/** What may be done for each of so many source files. */
export function filesRead(command: Contender, files: number, bytes: number, scratch: string): readonly Gauge[] {
  const counts = countFiles(command, scratch);
  if (counts.opened === 0) throw new Error(`${command.name}: no file was seen to be opened, so nothing was counted`);
  return [
    { name: `${command.name}: files opened for each source`, value: counts.opened / files, most: 1.2 },
    { name: `${command.name}: bytes read for each of the sources'`, value: counts.bytes / bytes, most: 1.2 },
    // Files are opened without asking. Folders are asked about: whether they are links, and when they were changed.
    { name: `${command.name}: paths asked about for each source`, value: counts.asked / files, most: 1.6 },
    // Hardly any, unless the file system does not tell how many folders a folder has.
    { name: `${command.name}: folders listed for each source`, value: counts.listed / files, most: 0.8 },
  ];
}

/** What may be done when nothing has changed since the last run. */
export function filesReadAgain(command: Contender, files: number, scratch: string): readonly Gauge[] {
  countFiles(command, scratch);
  const { opened } = countFiles(command, scratch);
  return [{ name: `${command.name}: files opened for each source`, value: opened / files, most: 0.05 }];
}
