import { field } from './raw.ts';

/** `log.creator.name` of the HARs that rolefit writes. */
export const ownName = 'rolefit';

/** `log.creator.comment` of a redacted copy. A copy of a recording that broke off says so: what it lacks is still unknown. */
export const copyComments = { complete: 'redacted', incomplete: 'redacted; incomplete' } as const;

/** Where an entry of a redacted copy stood in the recording. */
export const copiedFrom = '_entry';

/** Why a redacted copy is not complete, although nothing is wrong with it itself; `undefined` for any other HAR. */
export function problemOfCopy(creator: string | undefined, comment: string | undefined): string | undefined {
  const isIncomplete = creator === ownName && comment === copyComments.incomplete;
  return isIncomplete ? 'it is a redacted copy of a recording that could not be read to its end' : undefined;
}

/** Which entry of the recording it is: a redacted copy leaves entries out, and says of the others where they stood. */
export function entryNumber(entry: unknown, index: number): number {
  const number = field(entry, copiedFrom);
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : index;
}
