import { type StdioOptions, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../model/input-error.ts';
import { folderVariable, type HookSettings, refusalExtension, settingsFile } from './settings.ts';

/** A folder in which the programs of one recording write down their calls. Nobody else can enter it. */
export interface Run {
  readonly folder: string;
  readonly settings: HookSettings;
}

/** Hands over the folder of a run, which is gone afterwards. */
export async function withRun<Value>(
  settings: Omit<HookSettings, 'key'>,
  use: (run: Run) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'rolefit-record-'));
  try {
    const own: HookSettings = { ...settings, key: randomBytes(32).toString('base64') };
    await writeFile(join(folder, settingsFile), JSON.stringify(own), { mode: 0o600 });
    return await use({ folder, settings: own });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface WatchOptions {
  readonly command: readonly [program: string, ...rest: string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file that Node is told to load first. */
  readonly hook: string;
  /** Whether the command has the terminal, which then tells it of an interrupt by itself. */
  readonly hasTerminal: boolean;
  /** Calls back for each signal that asks this process to end. @returns how to stop that. */
  readonly onSignal?: (act: (signal: NodeJS.Signals) => void) => () => void;
  /** Where what it prints goes: where it would without us, all to stderr, or nowhere. */
  readonly prints: 'as-usual' | 'to-stderr' | 'nothing';
}

/** How a command ended. */
export interface Ended {
  /** As the shell would say it: 128 and the signal's number where one ended it. */
  readonly code: number;
  readonly signal?: NodeJS.Signals;
}

/** Runs a command with the hook before every program of Node in it. What it prints and reads is its own affair. */
export async function runWatched(run: Run, options: WatchOptions): Promise<Ended> {
  const { command, cwd, env, hook, hasTerminal, onSignal, prints } = options;
  const [program, ...rest] = command;
  const child = spawn(program, rest, {
    cwd,
    stdio: streams[prints],
    env: { ...env, ...(await variablesOf(run, env['NODE_OPTIONS'], hook)) },
  });
  const stop = onSignal?.((signal) => {
    // The terminal tells everybody in front of it, the command as well.
    if (signal !== 'SIGINT' || !hasTerminal) child.kill(signal);
  });
  try {
    return await new Promise<Ended>((done, fail) => {
      child.once('error', (cause: NodeJS.ErrnoException) => fail(cannotRun(program, cause)));
      child.once('exit', (code, signal) => done(toEnded(code, signal)));
    });
  } finally {
    stop?.();
  }
}

/**
 * What tells programs of Node to load the hook, and which run it is for. Where calls are turned to the stand-in, that is
 * one variable: a program that hands on only some of its own must not ask Marketo.
 */
async function variablesOf({ folder, settings }: Run, options: string | undefined, hook: string) {
  if (settings.reroute === undefined) return { [folderVariable]: folder, NODE_OPTIONS: withHook(options, hook) };
  const own = join(folder, 'start.cjs');
  const text = `require(${JSON.stringify(hook)}).startOrEnd(${JSON.stringify(folder)});\n`;
  await writeFile(own, text, { mode: 0o600 });
  return { NODE_OPTIONS: withHook(options, own) };
}

/** Why programs of a run were not run, where that happened. */
export async function refusalsIn({ folder }: Run): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(refusalExtension));
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

const streams = {
  'as-usual': 'inherit',
  'to-stderr': ['inherit', 2, 2],
  nothing: 'ignore',
} as const satisfies Record<WatchOptions['prints'], StdioOptions>;

function toEnded(code: number | null, signal: NodeJS.Signals | null): Ended {
  return signal === null ? { code: code ?? 1 } : { code: 128 + constants.signals[signal], signal };
}

/** Whatever the reader's own options are stays, and comes first. */
export function withHook(options: string | undefined, hook: string): string {
  const path = hook.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `${options === undefined || options.trim() === '' ? '' : `${options} `}--require "${path}"`;
}

function cannotRun(program: string, cause: NodeJS.ErrnoException): InputError {
  const why = cause.code === 'ENOENT' ? 'there is no such program' : `${cause.code}`;
  return new InputError(`cannot run "${program}": ${why}`, {
    next: 'give the command as the shell would run it',
    cause,
  });
}
