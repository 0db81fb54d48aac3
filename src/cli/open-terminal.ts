import { constants } from 'node:os';
import type { Terminal } from '../explore/ui/terminal.ts';

/** Signals that end a process which does not ask for them; Ctrl+C has its own listener, for every command. */
const endings = ['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** The terminal of a process, where both its input and its output are one. */
export function openTerminal(process: NodeJS.Process): Terminal | undefined {
  const { stdout } = process;
  if (!stdout.isTTY) return undefined;
  const { stdin } = process;
  if (!stdin.isTTY) return undefined;
  return { stdin, stdout, onEnd: (restore) => onEnd(process, restore) };
}

/** A crash ends in `exit` as well, before its message is printed, so that the message is there to be read. */
function onEnd(process: NodeJS.Process, restore: () => void): () => void {
  const end = (signal: (typeof endings)[number]) => process.exit(128 + constants.signals[signal]);
  process.on('exit', restore);
  for (const signal of endings) process.on(signal, end);
  return () => {
    process.off('exit', restore);
    for (const signal of endings) process.off(signal, end);
  };
}
