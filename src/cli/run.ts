import { exitCodes } from './exit-code.ts';
import type { Io } from './io.ts';
import { knownText } from './known-text.ts';
import { defaultColumns } from './screen-size.ts';

/**
 * The whole command line: arguments in, exit code out. The one place where errors end. What only some runs need is
 * loaded by those: the parser and the commands take longer to load than the version takes to print.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const columns = io.columns ?? defaultColumns;
  try {
    const text = await knownText(argv, columns);
    if (text === undefined) {
      const { runCommand } = await import('./run-command.ts');
      return await runCommand(argv, columns, io);
    }
    io.stdout.write(text);
    return exitCodes.clean;
  } catch (error) {
    const [{ formatError, isInputError }, { errorPalette }] = await Promise.all([
      import('./format-error.ts'),
      import('./screen.ts'),
    ]);
    io.stderr.write(formatError(error, errorPalette(io, colorFlag(argv))));
    return isInputError(error) ? exitCodes.usage : exitCodes.bug;
  }
}

/** Read off the arguments themselves, because they may be what is wrong. */
function colorFlag(argv: readonly string[]): boolean | undefined {
  const flag = argv.findLast((argument) => argument === '--color' || argument === '--no-color');
  return flag === undefined ? undefined : flag === '--color';
}
