import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../model/input-error.ts';
import { packageRoot } from './package-root.ts';

/**
 * The file that is put before programs to watch them, as the build makes it.
 * @throws InputError when rolefit is run from sources that were not built.
 */
export function hookFile(): string {
  const file = join(packageRoot(), 'dist', 'record', 'hook.cjs');
  if (existsSync(file)) return file;
  throw new InputError('what watches programs is not built', { next: 'run `npm run build` in the checkout' });
}
