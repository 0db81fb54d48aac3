import type { RequestRecord } from '../machine/recorder.ts';
import { asksForToken } from '../sinks/parameters-of.ts';
import { isGap, plainText } from '../value/value.ts';
import { type Address, isAllGaps, literalStart } from './address.ts';
import { isTied, type Tie } from './marketo-tie.ts';

/** `options.identity + '/oauth/token'`: the setting is the identity service's address, which ends in `/identity`. */
export function withIdentity(address: Address): Address {
  const [head] = address.path.pieces;
  const base = address.base.at(-1)?.name?.split('.').at(-1);
  const isToken = head !== undefined && !isGap(head) && literalStart(address.path).startsWith('/oauth/token');
  if (!isToken || base === undefined || !/identity/i.test(base)) return address;
  return {
    ...address,
    path: { kind: 'text', pieces: [{ ...head, text: `/identity${head.text}` }, ...address.path.pieces.slice(1)] },
  };
}

/**
 * The address of the token lies in the settings, all of it or up to `/identity`: what is sent says that it is the call for the token, since
 * Marketo's API knows no other grant than that for client credentials (Adobe, "Authentication").
 */
export function withTokenPath(record: RequestRecord, address: Address, tie: Tie): Address {
  const asks = record.parameters.asksForToken === true || asksForToken(address.query);
  const isOpen = isAllGaps(address.path) || /^\/+oauth\/token$/.test(plainText(address.path) ?? '');
  if (!asks || !isTied(tie) || !isOpen) return address;
  const base = [...address.base, ...address.path.pieces.filter(isGap)];
  return {
    ...address,
    base,
    path: { kind: 'text', pieces: [{ text: '/identity/oauth/token', at: undefined, via: [] }] },
  };
}
