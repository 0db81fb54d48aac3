import { loadVersion } from '../load/version.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { formatError, isInputError } from './format-error.ts';
import type { Io } from './io.ts';
import { parseArguments } from './parse-arguments.ts';
import { errorPalette } from './screen.ts';
import { expectCommandOrPath } from './suggest-command.ts';

const defaultColumns = 80;

/** The whole command line: arguments in, exit code out. The one place where errors end. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    await expectCommandOrPath(argv, io.cwd);
    const parsed = await parseArguments(argv, io.columns ?? defaultColumns, await loadVersion());
    if (parsed.kind === 'task') return await parsed.task(io);
    io.stdout.write(parsed.text);
    return exitCodes.clean;
  } catch (error) {
    io.stderr.write(formatError(error, errorPalette(io, colorFlag(argv))));
    return isInputError(error) ? exitCodes.usage : exitCodes.bug;
  }
}

/** Read off the arguments themselves, because they may be what is wrong. */
function colorFlag(argv: readonly string[]): boolean | undefined {
  const flag = argv.findLast((argument) => argument === '--color' || argument === '--no-color');
  return flag === undefined ? undefined : flag === '--color';
}
