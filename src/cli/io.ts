import type { Terminal } from '../explore/ui/terminal.ts';
import type { Progress } from '../model/progress.ts';

/** Where text goes. */
export interface Writer {
  write(text: string): unknown;
}

/** All that the command line knows of the outside world: nothing else in `src/cli/` reads the process, but main.ts. */
export interface Io {
  readonly stdout: Writer;
  readonly stderr: Writer;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdoutIsTTY: boolean;
  readonly stderrIsTTY: boolean;
  /** Columns of the terminal; absent where stdout is none. */
  readonly columns?: number;
  readonly platform: NodeJS.Platform;
  /** The reader's home folder; absent where nothing of theirs is to be found. */
  readonly home?: string;
  /**
   * Tells each signal that asks the process to end, in place of ending it; for what would go on for ever, and for what
   * runs another program. @returns how to go back.
   */
  readonly onSignal?: (act: (signal: NodeJS.Signals) => void) => () => void;
  /** What starts this program once more: Node, its options, and the file. Absent where it is no program of its own. */
  readonly program?: readonly string[];
  /** Ends the process by a signal, as the program ended that ran in its place. */
  readonly endBy?: (signal: NodeJS.Signals) => void;
  /** Makes the process's memory fit what is read from here on. */
  readonly fitMemory?: (unit: Progress['unit']) => void;
  /** Where stdin and stdout are both a terminal, for what takes it over. */
  readonly terminal?: Terminal;
}
