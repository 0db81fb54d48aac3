import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';
import type { VendorSource } from '../rules/index.ts';
import { vendorsSchema } from '../schema/index.ts';
import { packageRoot } from './package-root.ts';
import { readJson } from './read-json.ts';
import { inputErrorsOf, throwInputErrors } from './throw-input-errors.ts';
import { validate } from './validate.ts';

/**
 * What vendors ask their customers to grant, sorted by file: the lists that ship with rolefit, or those of a folder.
 * @throws InputError or InputErrors with the broken places of every file.
 */
export async function loadVendors(folder?: string): Promise<readonly VendorSource[]> {
  const root = folder ?? join(packageRoot(), 'rules', 'vendors');
  const label = folder ?? 'rules/vendors';
  const names = (await listFolder(root, label)).filter((name) => name.endsWith('.json')).toSorted(compareText);
  const results = await Promise.allSettled(names.map((name) => loadVendor(join(root, name), `${label}/${name}`)));
  const errors = results.flatMap((result) => (result.status === 'rejected' ? inputErrorsOf(result.reason) : []));
  if (errors.length > 0) throwInputErrors(errors);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

async function loadVendor(path: string, label: string): Promise<VendorSource> {
  const json = await readJson(path, label);
  return { file: label, vendor: await validate(vendorsSchema, json, /^\/extras\/[^/]+/) };
}

async function listFolder(path: string, label: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (cause) {
    throw new InputError('the folder of the vendors cannot be read', {
      at: { file: label },
      next: 'check the path',
      cause,
    });
  }
}
