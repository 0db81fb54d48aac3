import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

/** The version in rolefit's own package.json. It is read at every start, so nothing heavier than this is loaded for it. */
export async function loadVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8'));
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  if (!isManifest) throw new Error('package.json has no version');
  return String(manifest.version);
}
