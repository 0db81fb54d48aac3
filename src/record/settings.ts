/** What a recorder tells the programs that it watches, in a file of its folder. */
export interface HookSettings {
  /** Of the run: names for tokens are keyed with it, in base64. */
  readonly key: string;
  /** Further hosts that are Marketo's. */
  readonly hosts: readonly string[];
  /** Whether names of API users are written as they are. */
  readonly keepUsers: boolean;
  /** Whether calls are written down. */
  readonly isRecording: boolean;
  /** Where calls to Marketo's hosts are sent instead, on this machine. */
  readonly reroute?: Reroute;
}

/** Two ports of this machine: one that takes encrypted connections of those who know the secret, and one that takes any. */
export interface Reroute {
  readonly port: number;
  readonly sharedKey: string;
  readonly plainPort: number;
}

/** Ciphers for which the secret that both ends know stands in place of a certificate; they are of TLS 1.2. */
export const sharedKeyCiphers = 'PSK-AES256-GCM-SHA384:PSK-AES128-GCM-SHA256';

/** Where the folder of a run is told to the programs that take part in it. */
export const folderVariable = 'ROLEFIT_RECORD';

export const settingsFile = 'settings.json';
/** What a file of calls ends in; each thread of each process has its own. */
export const spoolExtension = '.calls';

/** What a file ends in that says why a program was not run. */
export const refusalExtension = '.refused';

/**
 * How a line of such a file begins: a call that was sent, the same with its answer, what is the same in all calls of a kind, or a
 * way on which calls are not seen.
 */
export const lineMarks = { sent: '>', answered: '<', mould: '=', noticed: '!' } as const;
