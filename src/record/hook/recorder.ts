import type { HostFamilyOf } from '../../har/index.ts';
import { hostFamily } from '../../rules/marketo-hosts.ts';
import { rememberingWriter } from '../remembering.ts';
import { onOwnHost, type SeenCall } from '../seen-call.ts';
import type { HookSettings } from '../settings.ts';
import { keyedNaming } from './naming.ts';
import { Pending } from './pending.ts';
import type { Spool } from './spool.ts';

/** What watching a call takes. */
export interface Recorder {
  readonly spool: Spool;
  readonly pending: Pending;
  readonly hostFamily: HostFamilyOf;
  /** A call as an entry; `undefined` for one that does not count. */
  readonly entryOf: (call: SeenCall) => string | undefined;
  /** The address as it is written down: of a host that only the reader calls Marketo's, nothing is said. */
  readonly shown: (host: string, target: string) => string;
}

export function createRecorder({ key, hosts, keepUsers }: HookSettings, spool: Spool): Recorder {
  const ofMarketo = remembered((host) => hostFamily(host, hosts));
  const isOwn = remembered((host) => hostFamily(host, []) === undefined);
  return {
    spool,
    pending: new Pending(),
    hostFamily: ofMarketo,
    entryOf: rememberingWriter({ hostFamily: ofMarketo, naming: keyedNaming(key, keepUsers) }),
    shown: (host, target) => (isOwn(host) ? onOwnHost(target) : `https://${host}${target}`),
  };
}

/** So many hosts are remembered. */
const most = 1_000;

/** A program asks the same few hosts again and again. */
function remembered<Value>(find: (host: string) => Value): (host: string) => Value {
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
