import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** Runs a program that a case needs to make its tree, and gives what it printed. Throws what went wrong. */
export function runCommand(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stderr || process.platform}`);
  return stdout;
}
