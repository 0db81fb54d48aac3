import { execFileSync, spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether there is a tmux to look into a real terminal with. */
export const hasTmux = spawnSync('tmux', ['-V']).status === 0;

/** A real terminal with a shell in it: keys go in, what stands on the screen comes out. */
export interface Pane {
  /** Presses keys, by tmux's names. */
  keys(...names: readonly string[]): void;
  /** Types a text as it is. */
  type(text: string): void;
  screen(): string;
  /** The same with its colours, as SGR sequences. */
  colours(): string;
  /** The screen once it holds the text; the last one is in the error when it never does. */
  waitFor(text: string | RegExp): Promise<string>;
  resize(columns: number, rows: number): void;
  /** What tmux knows of the pane, e.g. "#{alternate_on}". */
  ask(format: string): string;
  close(): void;
}

const longestWait = 60_000;

/** Starts a shell of its own server, so that nothing of the reader's own tmux is touched. */
export function openPane(size: { columns: number; rows: number }, env: Readonly<Record<string, string>>): Pane {
  const server = `rolefit-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const tmux = (...args: readonly string[]) =>
    execFileSync('tmux', ['-L', server, '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const set = Object.entries({ LANG: 'C.UTF-8', PS1: '$ ', ...env }).map(([name, value]) => `${name}=${value}`);
  // Ink draws nothing where it takes the run for one of CI; the tests may well be one.
  const clean = ['env', '-u', 'CI', '-u', 'CONTINUOUS_INTEGRATION', '-u', 'NO_COLOR', ...set, 'sh'];
  tmux('-u', 'new-session', '-d', '-x', `${size.columns}`, '-y', `${size.rows}`, ...clean);
  const screen = () => tmux('capture-pane', '-p').replace(/[ \n]+$/, '');
  return {
    keys: (...names) => tmux('send-keys', ...names),
    type: (text) => tmux('send-keys', '-l', text),
    screen,
    colours: () => tmux('capture-pane', '-p', '-e').trimEnd(),
    async waitFor(text) {
      const until = Date.now() + longestWait;
      for (;;) {
        const now = screen();
        if (typeof text === 'string' ? now.includes(text) : text.test(now)) return now;
        if (Date.now() > until) throw new Error(`the terminal never showed ${text}; it shows:\n${now}`);
        await pause(30);
      }
    },
    resize: (columns, rows) => tmux('resize-window', '-x', `${columns}`, '-y', `${rows}`),
    ask: (format) => tmux('display-message', '-p', format).trim(),
    close: () => tmux('kill-server'),
  };
}
