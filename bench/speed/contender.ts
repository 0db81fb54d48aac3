/** One command that a case runs, again and again, in turn with the others. */
export interface Contender {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Done before every run, outside the measured time. */
  readonly before?: () => void;
  /** How often it runs at most; what takes a minute runs once. */
  readonly rounds?: number;
  /** Says what is wrong with what it printed; `undefined` when the answer is right. */
  readonly check?: (stdout: string, code: number | null) => string | undefined;
}

/** What a case promises: a contender's time (or peak memory) against the sum of others' of the same round. */
export type Limit =
  | { readonly of: string; readonly over: readonly string[]; readonly most: number }
  | { readonly of: string; readonly peakMegabytes: number };

/** A situation to be fast in. */
export interface SpeedCase {
  readonly name: string;
  /** In a sentence: what is analysed. */
  readonly what: string;
  /** Makes what is analysed, and says what runs on it. */
  prepare(setting: Setting): PreparedCase;
}

export interface PreparedCase {
  readonly contenders: readonly Contender[];
  readonly limits: readonly Limit[];
  /** Undoes what the runs did to the tree. */
  readonly after?: () => void;
}

/** What cases are made with. */
export interface Setting {
  /** Absolute: the built command line, dist/cli/main.js. */
  readonly program: string;
  /** Absolute: where generated trees are kept. */
  readonly trees: string;
  /** Absolute: a folder that is deleted at the end. */
  readonly scratch: string;
  /** Names of contenders that do not run. */
  readonly without: readonly string[];
}
