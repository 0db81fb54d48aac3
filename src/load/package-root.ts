import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of this module: `src/load`, or `dist/chunks` as it ships. All that is found from a module's own place is
 * found from here, and the build sees to it that the chunk with this module lies one folder deep as well.
 */
const here = dirname(fileURLToPath(import.meta.url));

/** The folder of the installed package, where permissions.json and rules/ lie. */
export function packageRoot(): string {
  return join(here, '..', '..');
}

/** The folder of what the build prepared; the sources have none. */
export function preparedFolder(): string | undefined {
  const home = dirname(here);
  return basename(home) === 'dist' ? join(home, 'prepared') : undefined;
}
