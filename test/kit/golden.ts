import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/**
 * Compares with the stored document. `UPDATE_GOLDENS=1` writes it instead, for a person to read and commit;
 * in CI that is refused, so that no golden is ever accepted unread.
 */
export function expectGolden(actual: string, url: URL): void {
  const path = fileURLToPath(url);
  if (process.env['UPDATE_GOLDENS'] === '1') {
    if (process.env['CI']) throw new Error('goldens are not rewritten in CI');
    writeFileSync(path, actual);
    return;
  }
  if (!existsSync(path)) throw new Error(`no golden ${path}: run with UPDATE_GOLDENS=1 and read what it writes`);
  expect(actual).toBe(readFileSync(path, 'utf8'));
}
