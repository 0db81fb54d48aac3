#!/usr/bin/env node
import { homedir } from 'node:os';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { keepCompiledCode } from '../load/compile-cache.ts';
import type { Progress } from '../model/progress.ts';
import { exitCodes } from './exit-code.ts';
import type { Io } from './io.ts';
import { openTerminal } from './open-terminal.ts';
import { run } from './run.ts';

// A reader that has seen enough (`| head`) is no error: the run goes on to its exit code.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`error: cannot write to stdout (${error.code ?? error.message})\n`);
  process.exit(exitCodes.usage);
});
// Before anything is loaded that takes long to compile.
keepCompiledCode(process);

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const terminal = openTerminal(process);
const fitMemory = youngGeneration();

process.exitCode = await (isFirst() ? below() : run(process.argv.slice(2), io()));

/** Whether this is the first process of a container, which no signal ends. */
function isFirst(): boolean {
  return process.pid === 1 && process.platform !== 'win32';
}

async function below(): Promise<number> {
  const { runBelow } = await import('./first-process.ts');
  return runBelow(process, [...process.execArgv, ...process.argv.slice(1)]);
}

function io(): Io {
  return {
    stdout: process.stdout,
    // Node opens a stream when it is first asked for; most runs use only one.
    get stderr() {
      return process.stderr;
    },
    get stdin() {
      return process.stdin;
    },
    env: process.env,
    cwd: process.cwd(),
    stdoutIsTTY: process.stdout.isTTY === true,
    get stderrIsTTY() {
      return process.stderr.isTTY === true;
    },
    ...(process.stdout.columns > 0 ? { columns: process.stdout.columns } : {}),
    platform: process.platform,
    home: homedir(),
    onSignal: (act) => {
      for (const signal of endings) process.on(signal, act);
      return () => {
        for (const signal of endings) process.off(signal, act);
      };
    },
    program: [process.execPath, ...process.execArgv, ...process.argv.slice(1, 2)],
    endBy: (signal) => {
      process.kill(process.pid, signal);
    },
    fitMemory,
    ...(terminal === undefined ? {} : { terminal }),
  };
}

/**
 * How fast V8's young generation may grow. A recording is a stream of short-lived objects, which make V8 double it again
 * and again for nothing. What code is followed with lives longer: in a small one it is copied and copied (a third of the
 * time). It holds for the process, so a library may not decide it.
 */
function youngGeneration(): (unit: Progress['unit']) => void {
  let last: Progress['unit'] | undefined;
  return (unit) => {
    if (unit !== last) setFlagsFromString(`--semi-space-growth-factor=${unit === 'bytes' ? 1 : 2}`);
    last = unit;
  };
}
