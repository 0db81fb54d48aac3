import type { NotCalls } from '../contract/sdk-rules.ts';
import type { CallRecord } from '../machine/recorder.ts';
import { wordsOf } from '../syntax/words.ts';
import { type Gap, isGap } from '../value/value.ts';
import { type Address, isAllGaps, literalStart } from './address.ts';

/** Last words of a name that holds a whole address. */
const addressWords = new Set(['url', 'uri', 'href', 'src', 'link', 'private', 'webhook', 'hook']);
/** Words of a name that holds a place in an API, which may be Marketo's. */
const apiWords = new Set(['api', 'rest', 'endpoint', 'endpoints', 'base', 'path', 'host', 'route']);

/**
 * What shows that a request goes to another service, where its host is not known: a setting named after one, what it is
 * sent with, or a name that says it is a link rather than an API. `undefined` where nothing does.
 */
export function otherService(record: CallRecord, address: Address, rules: NotCalls): string | undefined {
  const path = literalStart(address.path).toLowerCase();
  const foreign = rules.paths.find((start) => path.startsWith(start));
  if (foreign !== undefined) return `Marketo has nothing at ${foreign}`;
  const gaps = [...address.base, ...address.path.pieces.slice(0, 1).filter(isGap)];
  const named = gaps.find(({ name }) => namesService(name, rules));
  if (named !== undefined) return `the base comes from ${named.name}`;
  const credentials = record.kind === 'request' ? record.credentials : undefined;
  const header = credentials?.headers.find((one) => rules.headers.includes(one));
  if (header !== undefined) return `it is sent the header ${header}`;
  const secret = credentials?.names.find((name) => namesService(name, rules));
  if (secret !== undefined) return `it is sent ${secret}`;
  const link = isAllGaps(address.path) && address.path.pieces.length === 1 ? gaps[0] : undefined;
  return link !== undefined && isLink(link, rules) ? `${link.name} is a link` : undefined;
}

function namesService(name: string | undefined, { services }: NotCalls): boolean {
  return name !== undefined && wordsOf(name).some((word) => services.includes(word));
}

/** `file.url_private`, `asset.downloadUrl`, `WEBHOOK_URL`; not `files.endpoint`. */
function isLink({ name = '' }: Gap, { links }: NotCalls): boolean {
  const parts = name.split('.').filter((part) => /[a-z]/i.test(part));
  const last = wordsOf(parts.at(-1) ?? '');
  const words = [...wordsOf(parts.at(-2) ?? ''), ...last];
  return (
    last.some((word) => addressWords.has(word)) &&
    words.some((word) => links.includes(word)) &&
    !words.some((word) => apiWords.has(word))
  );
}
