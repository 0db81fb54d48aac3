import type { ts } from 'ts-morph';
import type { CallRecord, RequestRecord } from '../machine/recorder.ts';
import type { UnreadCode } from '../machine/unread-code.ts';
import { type Gap, isGap } from '../value/value.ts';
import { type Address, isAllGaps } from './address.ts';
import { isTied, type Tie } from './marketo-tie.ts';

/** One alternative of a request, and what the rules say about it. */
export interface Judged {
  readonly address: Address;
  readonly methodGap: Gap | undefined;
  readonly tie: Tie;
  readonly match: 'matched' | 'possible' | 'unmatched';
  /** Whether the path alone says that it is Marketo's. */
  readonly isExact: boolean;
}

/** Demands to read whoever can decide a request that is not certain yet. Says nothing where all agrees already. */
export function judgeAddress(record: RequestRecord, judged: Judged, unread: UnreadCode): void {
  if (isMarketos(judged)) judgeDoubts(record, unread);
  const gaps = gapsOf(judged);
  if (!isOpen(judged, gaps, unread)) return;
  const nodes = gaps.flatMap(({ parameterOf }) => parameterOf ?? []);
  unread.needFor(
    [...record.roots, ...nodes],
    gaps.flatMap((gap) => gap.unread ?? []),
  );
}

/** Several requests at one place, in a function that unread modules call: who calls it chooses among them. */
export function judgeAlternatives(record: RequestRecord, count: number, unread: UnreadCode): void {
  if (count > 1) needCallers(record.roots, unread);
}

/** What an SDK's method does may hang on an argument; and what only a method does that nothing seen calls is in doubt. */
export function judgeRecord(record: CallRecord, unread: UnreadCode): void {
  const roots = [...record.roots];
  if (!record.live && roots.length > 0 && roots.every((root) => unread.unreached.has(root))) unread.need(undefined);
  if (record.kind !== 'sdk') return;
  judgeDoubts(record, unread);
  if (record.operations.length === 0) unread.needFor(roots, []);
  if (record.operations.length > 1) needCallers(roots, unread);
}

/** Whether a request is sent at all can hang on what unread code passes or sets. */
function judgeDoubts({ doubts }: CallRecord, unread: UnreadCode): void {
  for (const { parameterOf, unread: origin } of doubts) {
    const isHanded = parameterOf !== undefined && unread.isHanded(parameterOf);
    if (isHanded || origin !== undefined) unread.needFor(isHanded ? [parameterOf] : [], origin ? [origin] : []);
  }
}

function isMarketos({ address, tie, match, isExact }: Judged): boolean {
  if (tie.kind === 'foreign') return false;
  if (isTied(tie)) return true;
  return match === 'matched' ? isExact : match === 'possible' && !isAllGaps(address.path);
}

function needCallers(roots: Iterable<ts.Node>, unread: UnreadCode): void {
  const handed = [...roots].filter((root) => unread.isHanded(root));
  if (handed.length > 0) unread.needFor(handed, []);
}

function gapsOf({ address, methodGap }: Judged): Gap[] {
  const inAddress = [...address.base, ...address.path.pieces.filter(isGap)];
  return methodGap === undefined ? inAddress : [...inAddress, methodGap];
}

function isOpen(
  { address, methodGap, tie, match, isExact }: Judged,
  gaps: readonly Gap[],
  unread: UnreadCode,
): boolean {
  if (tie.kind === 'foreign') return false;
  const isTheirs = (gap: Gap): boolean =>
    gap.unread !== undefined || (gap.parameterOf !== undefined && unread.isHanded(gap.parameterOf));
  const hasTheirBase = address.base.some(isTheirs);
  if (match === 'matched' && (isExact || isTied(tie))) {
    return methodGap !== undefined || (hasTheirBase && tie.kind !== 'host');
  }
  if (match === 'unmatched') return hasTheirBase && isTied(tie);
  // An address of which nothing is known, where nothing names Marketo, is some other request's.
  if (!isTied(tie) && isAllGaps(address.path)) return false;
  return gaps.some((gap) => gap.hole !== 'environment');
}
