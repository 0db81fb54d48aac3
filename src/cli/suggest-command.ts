import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '../model/input-error.ts';
import { nearestName } from '../model/nearest-name.ts';
import { commands } from './commands/index.ts';

/**
 * The default command takes paths, so a misspelled command looks like one. When the first word is nothing on disk
 * and close to a command, that is what it is taken for.
 * @throws InputError that names the command.
 */
export async function expectCommandOrPath(argv: readonly string[], cwd: string): Promise<void> {
  const [first] = argv;
  if (first === undefined || !/^[a-z]+$/i.test(first) || commands.some(({ name }) => name === first)) return;
  const asOption = first === 'version' ? '--version' : undefined;
  const nearest =
    asOption ??
    nearestName(
      first,
      commands.map(({ name }) => name),
    );
  if (nearest === undefined) return;
  const found = await stat(resolve(cwd, first)).catch(() => undefined);
  if (found !== undefined) return;
  throw new InputError(`"${first}" is no command, and there is no file or folder of that name`, {
    next: `did you mean \`rolefit ${nearest}\`?`,
  });
}
