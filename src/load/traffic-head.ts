import { resolve } from 'node:path';
import { unpackLog } from '../access-log/index.ts';
import { InputError } from '../model/input-error.ts';
import { loadBytes } from './bytes.ts';
import { beginsAsLog } from './traffic-format.ts';

/** So much of a file is looked at, in bytes. */
const length = 64 * 1024;

/** Whether a file of which the name does not tell begins as a log does. What cannot be read is left to its reader. */
export async function isLogByContent(path: string, cwd: string): Promise<boolean> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of unpackLog(loadBytes(resolve(cwd, path)))) {
      parts.push(chunk);
      size += chunk.length;
      if (size >= length) break;
    }
  } catch (error) {
    if (!(error instanceof InputError) && !(error instanceof Error && error.name === 'ReadingProblem')) throw error;
  }
  return beginsAsLog(Buffer.concat(parts).subarray(0, length).toString('utf8'));
}
