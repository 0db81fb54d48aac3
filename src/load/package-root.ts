import { fileURLToPath } from 'node:url';

/** The folder of the installed package, where permissions.json and rules/ lie. Holds for src/ and for dist/ alike. */
export function packageRoot(): string {
  return fileURLToPath(new URL('../../', import.meta.url));
}
