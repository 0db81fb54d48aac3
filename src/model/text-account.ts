import type { Location } from './location.ts';

/**
 * Why a text that looks like Marketo's API is known to be no request. Published in the JSON report; retired, never
 * renamed. Anything that fits none of them is not followed.
 */
export const noRequestReasons = {
  log: 'written for people: a log, an error, a sentence',
  label: 'a label, a placeholder or a description',
  servedRoute: 'a route that the program serves itself',
  test: 'given to a mock or a test',
  compared: 'only compared with',
  otherVendor: "an address of somebody else's",
  unused: 'a constant, or an entry of a table, that nothing reads',
  base: 'a host or a version without a path, beside calls whose base is not known',
  stated: 'a comment says that it is no request',
} as const;
export type NoRequestReason = keyof typeof noRequestReasons;
/** In the order in which they are told. */
export const noRequestOrder = Object.keys(noRequestReasons) as readonly NoRequestReason[];

/** A text of the program that looks like Marketo's API and that nothing accounts for. */
export interface UnfollowedText extends Location {
  /** Host and path, as far as they may be shown. */
  readonly shown: string;
}

/** How many texts ended in each drawer. They add up to the texts that were found. */
export interface TextCounts {
  /** Part of a call whose operation is known. */
  readonly called: number;
  /** Part of a call that was followed, but not to one operation. */
  readonly open: number;
  /** Part of a call that matches no operation. */
  readonly unmatched: number;
  /** Without the reasons that no text has. */
  readonly noRequest: Readonly<Partial<Record<NoRequestReason, number>>>;
  readonly notFollowed: number;
}

/**
 * What became of the texts of a program that look like Marketo's API: each is in exactly one drawer, so that the drawers
 * add up to the texts that were found. Finding them does not rest on following the program.
 */
export interface TextAccount extends Omit<TextCounts, 'notFollowed'> {
  /** How many stand in the code in all. */
  readonly found: number;
  /** Sorted by place. */
  readonly notFollowed: readonly UnfollowedText[];
}

/** The drawers of several inputs together. */
export function sumTexts(all: readonly TextCounts[]): TextCounts {
  const sum = (count: (one: TextCounts) => number) => all.reduce((total, one) => total + count(one), 0);
  const noRequest: Partial<Record<NoRequestReason, number>> = {};
  for (const reason of noRequestOrder) {
    const amount = sum((one) => one.noRequest[reason] ?? 0);
    if (amount > 0) noRequest[reason] = amount;
  }
  return {
    called: sum(({ called }) => called),
    open: sum(({ open }) => open),
    unmatched: sum(({ unmatched }) => unmatched),
    noRequest,
    notFollowed: sum(({ notFollowed }) => notFollowed),
  };
}
