/** `log.creator.name` of the HARs that rolefit writes. */
export const ownName = 'rolefit';

/** `log.creator.comment` of a redacted copy. A copy of a recording that broke off says so: what it lacks is still unknown. */
export const copyComments = { complete: 'redacted', incomplete: 'redacted; incomplete' } as const;

/** Why a redacted copy is not complete, although nothing is wrong with it itself; `undefined` for any other HAR. */
export function problemOfCopy(creator: string | undefined, comment: string | undefined): string | undefined {
  const isIncomplete = creator === ownName && comment === copyComments.incomplete;
  return isIncomplete ? 'it is a redacted copy of a recording that could not be read to its end' : undefined;
}
