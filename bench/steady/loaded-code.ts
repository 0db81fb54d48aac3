import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Contender } from '../speed/contender.ts';
import type { Gauge } from './gauge.ts';

/** How much code a command may load. */
export interface LoadLimits {
  readonly modules: number;
  readonly kilobytes: number;
}

/** Counts the modules that a command loads, and their size. V8 names them all, whoever asked for them and however. */
export function loadedCode(command: Contender, scratch: string, limits: LoadLimits): readonly Gauge[] {
  const folder = join(scratch, 'coverage');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  command.before?.();
  const { stdout, status } = spawnSync(command.command, command.args, {
    cwd: command.cwd,
    env: { ...process.env, ...command.env, NODE_V8_COVERAGE: folder },
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  const wrong = command.check?.(stdout, status);
  if (wrong !== undefined) throw new Error(`${command.name}: ${wrong}`);
  const files = new Set(readdirSync(folder).flatMap((name) => filesIn(join(folder, name))));
  if (files.size === 0) throw new Error(`${command.name}: V8 named no module, so nothing was counted`);
  const bytes = [...files].reduce((sum, file) => sum + statSync(file).size, 0);
  return [
    { name: `${command.name}: modules loaded`, value: files.size, most: limits.modules },
    { name: `${command.name}: code loaded`, value: bytes / 1024, most: limits.kilobytes, unit: 'KB' },
  ];
}

function filesIn(coverage: string): readonly string[] {
  const { result } = JSON.parse(readFileSync(coverage, 'utf8')) as {
    readonly result: readonly { readonly url: string }[];
  };
  return result.flatMap(({ url }) => (url.startsWith('file:') ? [fileURLToPath(url)] : []));
}
