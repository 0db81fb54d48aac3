import type { HostFamilyOf } from '../../har/index.ts';
import type { Naming } from '../../redact/pseudonyms.ts';
import { hostFamily } from '../../rules/marketo-hosts.ts';
import { onOwnHost } from '../seen-call.ts';
import type { HookSettings } from '../settings.ts';
import { keyedNaming } from './naming.ts';
import { Pending } from './pending.ts';
import type { Spool } from './spool.ts';

/** What watching a call takes. */
export interface Recorder {
  readonly spool: Spool;
  readonly pending: Pending;
  readonly hostFamily: HostFamilyOf;
  readonly naming: Naming;
  /** The address as it is written down: of a host that only the reader calls Marketo's, nothing is said. */
  readonly shown: (host: string, target: string) => string;
}

export function createRecorder({ key, hosts, keepUsers }: HookSettings, spool: Spool): Recorder {
  return {
    spool,
    pending: new Pending(),
    hostFamily: (host) => hostFamily(host, hosts),
    naming: keyedNaming(key, keepUsers),
    shown: (host, target) => (hostFamily(host, []) === undefined ? onOwnHost(target) : `https://${host}${target}`),
  };
}
