import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Where the tests of a run keep what they share. It is gone when they have ended, however the workers end. */
export const scratchVariable = 'ROLEFIT_TEST_SCRATCH';

export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'rolefit-tests-'));
  process.env[scratchVariable] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
