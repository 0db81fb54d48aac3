import { loadPrepared } from '../load/prepared.ts';
import { loadVersion } from '../load/version.ts';
import { widestHelp } from './screen-size.ts';

/**
 * What `--version` and `--help` print, where that is known without reading the command line: then neither its parser
 * nor any command is loaded. `undefined` for everything else.
 */
export async function knownText(argv: readonly string[], columns: number): Promise<string | undefined> {
  const [only, ...more] = argv;
  if (more.length > 0) return undefined;
  if (only === '--version') return `${await loadVersion()}\n`;
  return only === '--help' || only === '-h' ? loadPrepared('help')?.[Math.min(columns, widestHelp)] : undefined;
}
