import { join } from 'node:path';
import { root } from '../build/root.ts';
import type { RunOptions } from './really-run.ts';
import type { Runtime } from './runtimes.ts';

/** The one integration that is written in every language: fixtures/languages. */
export function integration({ id, ready }: Runtime): Pick<RunOptions, 'folder' | 'ready' | 'settings'> {
  return {
    folder: join(root, 'fixtures/languages', id),
    ready,
    settings: (address) => ({
      MARKETO_BASE_URL: address,
      MARKETO_CLIENT_ID: 'handover',
      MARKETO_CLIENT_SECRET: 'not-a-secret',
      PURGE_TEST_LEADS: 'yes',
    }),
  };
}
