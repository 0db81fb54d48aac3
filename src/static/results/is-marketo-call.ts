import type { ts } from 'ts-morph';
import { isOfRemovedApi } from '../../model/removed-api.ts';
import type { RequestRecord } from '../machine/recorder.ts';
import type { UnreadCode } from '../machine/unread-code.ts';
import { isGap } from '../value/value.ts';
import { type Address, isAllGaps, literalStart } from './address.ts';
import type { Judged } from './judge.ts';
import { isTied } from './marketo-tie.ts';

/** A path from Marketo's own root: nothing else on the web looks like it. */
export function isCompletePath(address: Address): boolean {
  return /^\/+(rest\/(v1|asset)|bulk\/v1|identity\/oauth|userservice\/management)\b/i.test(literalStart(address.path));
}

/** From Marketo's own root to a resource: `/rest/v1/companies/…`. Below `/rest/v1/` alone others keep their tables. */
function namesResource(address: Address): boolean {
  return /^\/+(rest\/(v1|asset\/v1)|bulk\/v1)\/\w/i.test(literalStart(address.path));
}

/** Whether a request is reported: a call of Marketo's, or one that may be. */
export function isMarketoCall(record: RequestRecord, judged: Judged, followed: Followed): boolean {
  const { address, tie, match, isExact } = judged;
  if (match === 'matched') return isExact || isTied(tie);
  if (followedElsewhere(judged, followed) || tie.kind === 'other') return false;
  // Whoever still calls what is gone has to know.
  if (isOfRemovedApi(literalStart(address.path))) return true;
  if (tie.kind === 'none')
    return match === 'possible' && (record.generic ? namesResource(address) : isCompletePath(address));
  if (record.generic) return isCompletePath(address) || tie.kind === 'host';
  // A base alone, or a relative path that no rule knows, in a file that happens to name Marketo.
  if (match === 'unmatched') return tie.kind === 'host' || isCompletePath(address) || looksLikeApi(address);
  return true;
}

/** `/v1/nope.json` with something that names Marketo beside it: the program means Marketo's API. */
function looksLikeApi(address: Address): boolean {
  const text = address.path.pieces.map((piece) => (isGap(piece) ? '{}' : piece.text)).join('');
  return /^\/+(rest|asset|v1|bulk)\b/.test(text) || /\.json$/.test(text) || isAllGaps(address.path);
}

/** Functions whose unknown parameters were followed to the calls of them. */
export interface Followed {
  /** Functions that the program itself calls. */
  readonly called: ReadonlyMap<ts.Node, boolean>;
  readonly unread?: UnreadCode | undefined;
}

/** What a wrapper does with its own parameters was followed to the wrapper's callers: there it is known or a hole. */
function followedElsewhere({ address, methodGap }: Judged, { called, unread }: Followed): boolean {
  const gaps = [...address.base, ...[...address.path.pieces, ...address.query.pieces].filter(isGap)];
  return [...gaps, ...(methodGap === undefined ? [] : [methodGap])].some(
    ({ parameterOf }) => parameterOf !== undefined && called.has(parameterOf) && unread?.isHanded(parameterOf) !== true,
  );
}
