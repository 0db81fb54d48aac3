import type { ServiceReport } from '../../model/report.ts';
import { requirementText } from '../../model/requirement.ts';
import { type Block, code } from '../document/block.ts';
import { sourceNames } from './explain-operation.ts';

/** An operation of which Adobe's sources contradict each other, and what to tick if the role's reading was wrong. */
export interface SheetDispute {
  readonly operation: string;
  /** What the role goes by. */
  readonly counted: string;
  /** What another source asks for. */
  readonly otherwise: string;
  /** That source, in words. */
  readonly source: string;
}

/** The disputes that the role rests on. */
export function sheetDisputes({ operations, role }: ServiceReport): readonly SheetDispute[] {
  const counted = new Set(role.certificate.map(({ operation }) => operation));
  return operations
    .map(({ operation }) => operation)
    .filter(({ id, disputed }) => disputed && counted.has(id))
    .flatMap(({ id, requires, claims }) =>
      claims.flatMap((claim): SheetDispute[] => {
        if (claim.requires === undefined) return [];
        const otherwise = requirementText(claim.requires);
        if (otherwise === requirementText(requires)) return [];
        return [{ operation: id, counted: requirementText(requires), otherwise, source: sourceNames[claim.source] }];
      }),
    );
}

export function disputeBlocks(disputes: readonly SheetDispute[]): Block[] {
  if (disputes.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: ["Where Adobe's sources disagree"] },
    {
      kind: 'paragraph',
      text: ['Start without the permission under "On 603". If the call is answered with 603, tick that one as well.'],
    },
    {
      kind: 'table',
      columns: ['Call', 'The role counts', 'On 603'],
      rows: disputes.map(({ operation, counted, otherwise, source }) => [
        [code(operation)],
        [counted],
        [`${otherwise} (${source})`],
      ]),
    },
  ];
}
