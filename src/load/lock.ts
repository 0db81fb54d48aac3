import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lockVersion, parseLock } from '../gate/index.ts';
import { InputError } from '../model/input-error.ts';
import type { Lock } from '../model/lock.ts';
import { lockSchema } from '../schema/index.ts';
import { recordOf } from '../sources/json-shape.ts';
import { type JsonFile, readJson } from './read-json.ts';
import { validate } from './validate.ts';

/** The lock stands beside the config, under this name. */
export const lockName = 'rolefit.lock.json';

/**
 * What was accepted, as the lock of a folder has it; `undefined` when there is none.
 * @throws InputError or InputErrors when it cannot be read, is broken, or was written by a newer rolefit.
 */
export async function findLock(folder: string): Promise<Lock | undefined> {
  const path = join(folder, lockName);
  if ((await stat(path).catch(() => undefined)) === undefined) return undefined;
  return readLock(await readJson(path, lockName).catch((error: unknown) => explained(error, path)), lockName);
}

/** The lock in a JSON file that was read already. */
export async function readLock(json: JsonFile, label: string): Promise<Lock> {
  const version = recordOf(json.value)['lockVersion'];
  if (typeof version === 'number' && version > lockVersion) {
    throw new InputError(`the lock has version ${version}, and this rolefit knows version ${lockVersion}`, {
      at: { file: label },
      next: 'update rolefit',
    });
  }
  return parseLock(await validate(lockSchema, json, /^\/services\/[^/]+/));
}

/** A broken lock is most often one that git could not merge. */
async function explained(error: unknown, path: string): Promise<never> {
  if (!(error instanceof InputError)) throw error;
  const text = await readFile(path, 'utf8').catch(() => '');
  if (!/^<{7} /m.test(text)) throw error;
  throw new InputError('the lock holds a merge conflict', {
    at: error.at,
    next: 'take either side and run `rolefit check --update`, then read what it changes',
    cause: error,
  });
}
