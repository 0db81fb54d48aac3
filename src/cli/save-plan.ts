import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '../model/input-error.ts';
import type { Io } from './io.ts';
import { writeResult } from './write-output.ts';

const mostFiles = 100;

/** Writes a patch beside what is analysed, under a name that is still free. @returns what became of it, in a sentence */
export async function savePlan(text: string, io: Io): Promise<string> {
  for (let number = 1; number <= mostFiles; number++) {
    const name = `rolefit-what-if${number === 1 ? '' : `-${number}`}.patch.json`;
    const found = await stat(resolve(io.cwd, name)).catch(() => undefined);
    if (found !== undefined) continue;
    try {
      await writeResult(text, name, io);
    } catch (error) {
      if (error instanceof InputError) return `Not saved: ${error.what}.`;
      throw error;
    }
    return `Saved as ${name}, a JSON Patch (RFC 6902) for rolefit.config.json.`;
  }
  return 'Not saved: there are too many files of the name rolefit-what-if already.';
}
