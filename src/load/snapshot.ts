import { resolve } from 'node:path';
import { type Snapshot, snapshotOfFile, snapshotOfLock } from '../gate/index.ts';
import { InputError } from '../model/input-error.ts';
import { comparedReportSchema } from '../schema/index.ts';
import { recordOf } from '../sources/json-shape.ts';
import { readLock } from './lock.ts';
import { readJson } from './read-json.ts';
import { validate } from './validate.ts';

/**
 * What each service needs, by a JSON report or a lock; the file itself says which it is.
 * @throws InputError or InputErrors when it cannot be read or is neither.
 */
export async function loadSnapshot(file: string, cwd: string): Promise<Snapshot> {
  const json = await readJson(resolve(cwd, file), file);
  const value = recordOf(json.value);
  if (Object.hasOwn(value, 'lockVersion')) return snapshotOfLock(await readLock(json, file));
  if (Object.hasOwn(value, 'schemaVersion') && Array.isArray(value['services'])) {
    return snapshotOfFile(await validate(comparedReportSchema, json, /^\/services\/\d+/));
  }
  throw new InputError('this is neither a JSON report nor a lock', {
    at: { file },
    next: 'pass what `rolefit --format json` or `rolefit check --update` wrote',
  });
}
