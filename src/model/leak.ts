interface LeakInfo {
  /** `leak`: it should not be passed on. `note`: it tells whose recording it is, which is often wanted. */
  readonly weight: 'leak' | 'note';
  /** What the entries hold. */
  readonly title: string;
  /** What to do, beyond passing on a redacted copy. */
  readonly help?: string;
}

/** What a HAR can leak, the worst first. The check's list, its JSON and its exit code all read this. */
const kinds = {
  'client-secret': {
    weight: 'leak',
    title: 'a client secret',
    help: 'A client secret does not expire: if the file has left your hands, replace the Custom Service in Marketo.',
  },
  'bearer-token': {
    weight: 'leak',
    title: 'a credential in the Authorization header',
    help: 'A token of Marketo works for an hour after it was issued, and asking again within that hour gives the same one.',
  },
  'access-token-parameter': {
    weight: 'leak',
    title: 'a token in the access_token parameter',
    help: 'It is in the logs of every proxy on the way as well: send it in the Authorization header instead.',
  },
  'issued-token': { weight: 'leak', title: 'a token in the body of an answer' },
  cookie: { weight: 'leak', title: 'cookies' },
  'e-mail-address': { weight: 'leak', title: 'an e-mail address' },
  'path-value': { weight: 'leak', title: 'a path with personal data or a credential in it' },
  'query-value': { weight: 'leak', title: 'other values of parameters' },
  body: { weight: 'leak', title: 'the body of a request or an answer' },
  'other-host': { weight: 'leak', title: 'traffic with a host that is not Marketo' },
  'other-content': { weight: 'leak', title: 'nothing of the above, yet more than rolefit needs, such as headers' },
  unreadable: { weight: 'leak', title: 'what cannot be read, and so cannot be checked' },
  'munchkin-id': {
    weight: 'note',
    title: 'the munchkin id of a subscription',
    help: 'A munchkin id names the subscription; `rolefit redact --munchkin` replaces it.',
  },
} as const satisfies Record<string, LeakInfo>;

export type LeakKind = keyof typeof kinds;
export const leakKindNames = Object.keys(kinds) as LeakKind[];
/** What each kind is; see the list above. */
export const leakInfo: Readonly<Record<LeakKind, LeakInfo>> = kinds;

/** How often a HAR leaks something of one kind, and where; never what. */
export interface Leak {
  readonly kind: LeakKind;
  /** Entries that do. */
  readonly count: number;
  /** The first of them, by position in `log.entries`, from 0. */
  readonly entries: readonly number[];
}

/** What a HAR would give away to whoever gets it. */
export interface LeakReport {
  readonly entries: number;
  /** The worst first. */
  readonly leaks: readonly Leak[];
  /** Whether the log has members beside its entries, which may hold anything, such as titles of pages. */
  readonly hasMore: boolean;
  /** Why the file could not be read to its end, in one sentence; what follows there was not checked. */
  readonly problem?: string;
  /** Nothing but notes was found, in the whole of the file. */
  readonly isClean: boolean;
}
