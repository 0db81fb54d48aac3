import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model } from '../../src/load/model.ts';
import { openStandIn } from '../../src/load/stand-in.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import { Account } from '../../src/serve/account.ts';
import { listen } from '../../src/serve/listen.ts';
import { plainScenario } from '../../src/serve/scenario.ts';
import { copyTo } from './runtimes.ts';

/** What a program did at the stand-in. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
  /** Ids of operations, sorted. */
  readonly operations: readonly string[];
  /** Of these, what the role did not let through. */
  readonly denied: readonly string[];
  readonly unmatched: readonly string[];
  readonly calls: number;
}

export interface RunOptions {
  readonly folder: string;
  readonly model: Model;
  readonly role: readonly PermissionName[];
  /** Makes the copied folder ready; what starts the program. */
  readonly ready: (folder: string, address: string) => readonly string[];
  /** Settings for the program, by the address of the stand-in. */
  readonly settings: (address: string) => Readonly<Record<string, string>>;
}

const longest = 120_000;

/** Runs a program of the repository against a stand-in on this machine, and keeps account of what it asks. */
export async function reallyRun({ folder, model, role, ready, settings }: RunOptions): Promise<Ran> {
  const account = new Account('run');
  const standIn = await openStandIn({
    model,
    scenario: plainScenario(role),
    onServed: (served) => account.add(served),
    onUnread: (unread) => account.addUnread(unread),
  });
  const listening = await listen(standIn, { host: '127.0.0.1', port: 0 });
  const scratch = mkdtempSync(join(tmpdir(), 'rolefit-run-'));
  try {
    const place = copyTo(join(scratch, 'program'), folder);
    const address = `http://127.0.0.1:${listening.port}`;
    const command = ready(place, address);
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, ...settings(address) };
    const { code, output } = await start(command, place, env);
    const idsOf = (asked: typeof account.asked) => [...new Set(asked.map(({ operation }) => operation.id))].sort();
    return {
      ...{ code, output, calls: account.calls, unmatched: account.unmatched },
      operations: idsOf(account.asked),
      denied: idsOf(account.asked.filter(({ denied }) => denied > 0)),
    };
  } finally {
    await listening.close();
    rmSync(scratch, { recursive: true });
  }
}

function start(
  [command = '', ...args]: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: longest });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
