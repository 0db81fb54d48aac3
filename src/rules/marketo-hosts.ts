import type { HostFamily } from '../model/operation.ts';
import { foldCase } from './match/segment.ts';

/** The one host of the data ingestion API, shared by all subscriptions. */
const ingestionHost = 'mkto-ingestion-api.adobe.io';

/**
 * A subscription's own host: `<munchkin id>.mktorest.com`, where test systems have further labels; at `mktoapi.com` was its
 * SOAP API.
 */
const subscriptionHost = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:mktorest|mktoapi)\.com$/;

/** What every host name of Marketo's API holds. */
export const knownHosts: readonly string[] = ['mktorest.com', 'mktoapi.com', ingestionHost];

/** Longer is no host name (RFC 1035). */
const longestHost = 253 + ':65535'.length;

/**
 * Which of Marketo's hosts a host name is, or `undefined` when it is none. Letter case and the dot of a fully
 * qualified name do not matter; anything that is not only a host and perhaps a port (user info, path) is not Marketo's.
 * @param host as in a URL's authority, without user info: "123-abc-456.mktorest.com", "localhost:8080"
 * @param extraHosts further hosts that stand for a subscription's, such as a proxy's; one without a port means any port
 */
export function hostFamily(host: string, extraHosts: readonly string[]): HostFamily | undefined {
  const address = parseAddress(host);
  if (address === undefined) return undefined;
  if (address.name === ingestionHost) return 'ingestion';
  if (subscriptionHost.test(address.name)) return 'rest';
  return extraHosts.some((extra) => isSame(address, parseAddress(extra))) ? 'rest' : undefined;
}

interface Address {
  readonly name: string;
  /** `undefined` also for the default ports, which URLs leave out. */
  readonly port: string | undefined;
  readonly hasPort: boolean;
}

function parseAddress(host: string): Address | undefined {
  if (host.length > longestHost) return undefined;
  const parts = /^([a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?$/.exec(foldCase(host));
  if (!parts?.[1]) return undefined;
  const port = parts[2];
  return {
    name: parts[1].replace(/\.$/, ''),
    port: port === '443' || port === '80' ? undefined : port,
    hasPort: port !== undefined,
  };
}

function isSame(address: Address, extra: Address | undefined): boolean {
  return extra !== undefined && extra.name === address.name && (!extra.hasPort || extra.port === address.port);
}
