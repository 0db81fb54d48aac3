import type { Denial, ErrorCode, ErrorFacts } from '../../model/denial.ts';

/** What the codes of a denial come to. */
export interface CodeReading {
  /** Those that rolefit knows; a code that it does not know is never repeated. */
  readonly codes: readonly ErrorCode[];
  /** What the codes together say of the permission. */
  readonly permission: ErrorCode['permission'];
}

/** Of several codes the one that calls for the most is believed. */
const order = ['missing', 'elsewhere', 'unknown', 'held'] as const satisfies readonly ErrorCode['permission'][];

/** The code that a denied call has where its log names none. */
const accessDenied = '603';

/**
 * Reads the codes of a denial. A call that is said to be denied, without a code, is taken for access denied.
 */
export function readCodes({ codes }: Denial, { errors }: ErrorFacts): CodeReading {
  const wanted = codes.length === 0 ? [accessDenied] : codes;
  const known = errors.filter(({ code }) => wanted.includes(code));
  const first = order.find((permission) => known.some((row) => row.permission === permission));
  return { codes: known, permission: first ?? 'unknown' };
}
