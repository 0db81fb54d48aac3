import type { Denial, DenialCause, ErrorFacts } from '../../model/denial.ts';
import { capitalize } from '../../model/words.ts';
import { type Block, muted, strong } from '../document/block.ts';
import { readCodes } from './denial-codes.ts';

/** What else than a missing permission can be behind the denials, for all of them together. */
export function causesOf(denials: readonly Denial[], facts: ErrorFacts): readonly DenialCause[] {
  const named = denials.flatMap((denial) => readCodes(denial, facts).codes.map(({ code }) => code));
  const paths = denials.flatMap(({ operations }) => operations.map(({ operation }) => operation.path));
  return facts.causes.filter(
    ({ codes, paths: only }) =>
      codes.some((code) => named.includes(code)) &&
      (only === undefined ||
        paths.length === 0 ||
        paths.some((path) => only.some((beginning) => path.startsWith(beginning)))),
  );
}

export function causeBlocks(causes: readonly DenialCause[]): Block[] {
  if (causes.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: ['If a permission is not the cause'] },
    {
      kind: 'groups',
      columns: ['Cause', 'How to tell, and what to change'],
      groups: causes.map(({ what, tell, change, source }) => ({
        mark: 'none',
        head: [strong(capitalize(what))],
        rows: [
          [[`Tell: ${tell}.`]],
          [[`Change: ${change}.`]],
          ...(source === undefined ? [] : [[[muted(`Source: ${source.what}.`)]]]),
        ],
      })),
    },
  ];
}
