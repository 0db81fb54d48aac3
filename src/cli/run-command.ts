import { loadVersion } from '../load/version.ts';
import { exitCodes } from './exit-code.ts';
import type { Io } from './io.ts';
import { parseArguments } from './parse-arguments.ts';
import { expectCommandOrPath } from './suggest-command.ts';

/**
 * Reads the command line and does what it asks for.
 * @throws InputError for a mistake of usage, and whatever the command throws.
 */
export async function runCommand(argv: readonly string[], columns: number, io: Io): Promise<number> {
  await expectCommandOrPath(argv, io.cwd);
  const parsed = await parseArguments(argv, columns, await loadVersion());
  if (parsed.kind === 'task') return await parsed.task(io);
  io.stdout.write(parsed.text);
  return exitCodes.clean;
}
