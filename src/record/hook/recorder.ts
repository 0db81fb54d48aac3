import { hostFamily } from '../../rules/marketo-hosts.ts';
import { rememberingWriter } from '../remembering.ts';
import { ownOrigin, type SeenCall } from '../seen-call.ts';
import type { HookSettings } from '../settings.ts';
import type { Written } from '../written.ts';
import { Journal } from './journal.ts';
import { keyedNaming } from './naming.ts';
import type { Spool } from './spool.ts';

/** What watching a call takes. */
export interface Recorder {
  readonly spool: Spool;
  readonly journal: Journal;
  /** Where addresses of a host are said to be; `undefined` for one that is none of Marketo's. */
  readonly originOf: (host: string) => string | undefined;
  /** A call as an entry; `undefined` for one that does not count. */
  readonly entryOf: (call: SeenCall) => Written | undefined;
}

export function createRecorder({ key, hosts, keepUsers }: HookSettings, spool: Spool): Recorder {
  const ofMarketo = remembered((host) => hostFamily(host, hosts));
  return {
    spool,
    journal: new Journal(spool),
    originOf: remembered((host) => {
      if (ofMarketo(host) === undefined) return undefined;
      // Of a host that only the reader calls Marketo's, nothing is said.
      return hostFamily(host, []) === undefined ? ownOrigin : `https://${host}`;
    }),
    entryOf: rememberingWriter({ hostFamily: ofMarketo, naming: keyedNaming(key, keepUsers) }),
  };
}

/** So many hosts are remembered. */
const most = 1_000;

/** A program asks the same few hosts again and again. */
export function remembered<Value>(find: (host: string) => Value): (host: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (host) => {
    const found = known.get(host);
    if (found !== undefined) return found.value;
    const value = find(host);
    if (known.size >= most) known.clear();
    known.set(host, { value });
    return value;
  };
}
