import type { Terminal } from '../explore/ui/terminal.ts';

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
  /** Resolves when the process is told to end, by whoever runs it; asked only by what would go on for ever. */
  readonly interrupted?: () => Promise<void>;
  /** Where stdin and stdout are both a terminal, for what takes it over. */
  readonly terminal?: Terminal;
}
