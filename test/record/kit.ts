import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBundle } from '../../scripts/build/build.ts';
import { bundleHook } from '../../scripts/build/hook.ts';
import { openStandIn } from '../../src/load/stand-in.ts';
import { Account } from '../../src/serve/account.ts';
import { type Listening, listen } from '../../src/serve/listen.ts';
import { plainScenario } from '../../src/serve/scenario.ts';
import { everything, model } from '../serve/kit.ts';

/** A folder with the hook in it, as the build makes it. */
export async function folderWithHook(): Promise<{
  readonly folder: string;
  readonly hook: string;
  remove(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'rolefit hook "1" '));
  await writeBundle(await bundleHook(folder));
  return { folder, hook: join(folder, 'record/hook.cjs'), remove: () => rm(folder, { recursive: true }) };
}

/** A stand-in of which everything is allowed, on a port of this machine. */
export async function openMarketo(): Promise<Listening & { readonly base: string; readonly account: Account }> {
  const account = new Account('served');
  const standIn = await openStandIn({
    model,
    scenario: plainScenario(everything),
    onServed: (served) => account.add(served),
  });
  const listening = await listen(standIn, { host: '127.0.0.1', port: 0 });
  return { ...listening, base: `http://127.0.0.1:${listening.port}`, account };
}
