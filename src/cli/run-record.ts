import { resolve } from 'node:path';
import { hookFile } from '../load/hook-file.ts';
import { loadVersion } from '../load/version.ts';
import { InputError } from '../model/input-error.ts';
import { count } from '../model/words.ts';
import { type Collected, collectSpools } from '../record/collect-spools.ts';
import { expectFreePlace, HarFile } from '../record/har-file.ts';
import { openProxy, type WayThrough } from '../record/proxy.ts';
import { type Ended, type Run, runWatched, withRun } from '../record/run-watched.ts';
import { showInvisible } from '../report/invisible.ts';
import { exitCodes } from './exit-code.ts';
import type { Io } from './io.ts';
import { errorPalette } from './screen.ts';

export interface RecordValues {
  readonly command: readonly string[];
  readonly out: string;
  readonly force: boolean;
  readonly host?: readonly string[] | undefined;
  readonly urlEnv?: readonly string[] | undefined;
  readonly keepUsers: boolean;
  readonly requireTraffic: boolean;
  readonly color?: boolean | undefined;
  readonly quiet: boolean;
}

/** Runs the command, writes what it asked of Marketo, and ends as the command did. */
export async function runRecord(values: RecordValues, io: Io, hook = hookFile()): Promise<number> {
  const path = resolve(io.cwd, values.out);
  await expectFreePlace(path, values.out, values.force);
  const settings = { hosts: values.host ?? [], keepUsers: values.keepUsers, isRecording: true };
  const { ended, collected } = await withRun(settings, async (run) => {
    const ran = await runThroughProxies(values, io, run, hook);
    return { ended: ran, collected: await writeHar(run, path) };
  });
  if (!values.quiet) tell(collected, values, io);
  if (ended.signal !== undefined) io.endBy?.(ended.signal);
  const isLacking = collected.calls === 0 || collected.unseen > 0;
  return ended.code === 0 && values.requireTraffic && isLacking ? exitCodes.incomplete : ended.code;
}

async function runThroughProxies(values: RecordValues, io: Io, run: Run, hook: string): Promise<Ended> {
  const proxies: WayThrough[] = [];
  const env: Record<string, string | undefined> = { ...io.env };
  try {
    for (const variable of new Set(values.urlEnv)) {
      const upstream = io.env[variable];
      if (upstream === undefined) {
        throw new InputError(`the variable ${variable} is not set`, {
          at: { file: '--url-env' },
          next: 'set it to the address of Marketo that the program asks',
        });
      }
      const proxy = await openProxy(variable, upstream, run);
      proxies.push(proxy);
      env[variable] = proxy.url;
    }
    return await runWatched(run, { ...howToRun(values.command, io, hook), env, prints: 'as-usual' });
  } finally {
    for (const proxy of proxies) await proxy.close();
  }
}

/** What running a command takes besides its variables. */
export function howToRun(command: readonly string[], io: Io, hook: string) {
  const [program, ...rest] = command;
  if (program === undefined) {
    throw new InputError('no command is given', { next: 'put it at the end, after "--", as in `-- npm test`' });
  }
  return {
    command: [program, ...rest] as const,
    cwd: io.cwd,
    hook,
    hasTerminal: io.terminal !== undefined,
    ...(io.onSignal === undefined ? {} : { onSignal: io.onSignal }),
  };
}

async function writeHar({ folder }: Run, path: string): Promise<Collected> {
  const har = new HarFile(path, await loadVersion());
  try {
    const collected = await collectSpools(folder, har);
    har.finish(!collected.isTorn && collected.unseen === 0);
    return collected;
  } catch (error) {
    har.discard();
    throw error;
  }
}

function tell({ calls, programs, isTorn, unseen }: Collected, { out, urlEnv = [], color }: RecordValues, io: Io): void {
  const warning = errorPalette(io, color).warn('warning:');
  io.stderr.write(
    `${showInvisible(`recorded ${count(calls, 'call')} to Marketo in ${out}`)} (${count(programs, 'program or thread of Node', 'programs and threads of Node')} watched)\n`,
  );
  if (isTorn)
    io.stderr.write(`${warning} a program was cut off while it wrote down a call, so the recording lacks one\n`);
  if (unseen > 0) {
    const ways = count(unseen, 'connection');
    io.stderr.write(
      `${warning} calls over http2 or a raw socket are not recorded: ${ways} to Marketo ${unseen === 1 ? 'was' : 'were'} opened so\n`,
    );
  }
  if (calls > 0) return;
  const why =
    programs > 0 || urlEnv.length > 0
      ? 'no call to Marketo was seen'
      : 'the command ran no program of Node, so nothing was seen; --url-env is for others';
  io.stderr.write(`${warning} ${why}\n`);
}
