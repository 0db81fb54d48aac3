import { readdirSync, readFileSync } from 'node:fs';
import { parseGrant } from '../../src/grants/index.ts';
import { loadModel } from '../../src/load/model.ts';
import { InputError } from '../../src/model/input-error.ts';

const folder = new URL('../../fixtures/grants/', import.meta.url);
const { permissions: graph } = await loadModel();

/** Grants to begin with: a file of every form. */
export const originals = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(new URL(name, folder)) }));

export type Ending = 'grant' | 'input-error';

/**
 * Reads what a mutation made of a grant.
 *
 * @throws Error when anything is thrown but an input error that says what to do, or when a permission is made up.
 */
export function readMutation(name: string, bytes: Buffer): Ending {
  const text = bytes.toString('utf8');
  try {
    const { permissions, groups } = parseGrant(text, { file: name, roles: [] }, graph);
    const known = new Set<string>([...graph.permissions, ...graph.groups].map((one) => one.name));
    const invented = [...permissions, ...groups].filter((one) => !known.has(one));
    if (invented.length > 0) throw new Error(`${invented.join()} is no permission`);
    return 'grant';
  } catch (error) {
    if (error instanceof InputError) return 'input-error';
    throw error;
  }
}
