import type { Reach } from '../../model/blast-radius.ts';
import type { ServiceReport } from '../../model/report.ts';
import type { Comparison } from '../../model/role.ts';
import { count, listWords } from '../../model/words.ts';
import { type Block, strong } from '../document/block.ts';
import { describeAbilities } from '../reach.ts';
import { grantSourceBlocks } from './grant-source.ts';
import { operationColumns, operationRows } from './places.ts';

/** The role compared with the grant: excess with what it would allow, then what is missing, then what is broader than needed. */
export function comparisonSection(service: ServiceReport): Block[] {
  const { comparison } = service;
  if (comparison === undefined) return [];
  return [
    ...grantSourceBlocks(comparison.grant),
    ...excessBlocks(comparison, service),
    ...missingBlocks(comparison, service),
    ...broaderBlocks(comparison),
    ...unknownBlocks(comparison),
  ];
}

/** Broader permissions stand among the excess as well: what they open beyond the lesser one is excess like any other. */
function excessBlocks({ unused }: Comparison, { blastRadius }: ServiceReport): Block[] {
  if (blastRadius.excess.length === 0) return [];
  const title =
    unused.length === 0
      ? 'Excess: no permission is unused, but some are broader than needed'
      : `Excess: ${count(unused.length, 'permission')} that no call uses`;
  return [
    { kind: 'heading', level: 2, text: [title] },
    {
      kind: 'groups',
      columns: ['Permission', 'Beyond its work, a stolen credential could'],
      groups: blastRadius.excess.map(({ name, reach }) => ({
        mark: 'excess',
        head: [strong(name)],
        rows: [[[wouldAllow(reach)]]],
      })),
    },
  ];
}

function wouldAllow({ abilities, operations }: Reach): string {
  if (operations.length === 0) return 'nothing beyond the role it needs';
  return `${describeAbilities(abilities, 1)} (${count(operations.length, 'operation')})`;
}

function broaderBlocks(comparison: Comparison): Block[] {
  if (comparison.broader.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: [`Broader than needed: ${count(comparison.broader.length, 'permission')}`] },
    {
      kind: 'table',
      columns: ['Granted', 'Would do'],
      rows: comparison.broader.map(({ name, enough }) => [[strong(name)], [listWords(enough)]]),
    },
  ];
}

function missingBlocks(comparison: Comparison, service: ServiceReport): Block[] {
  if (comparison.missing.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: [`Missing: ${count(comparison.missing.length, 'permission')}`] },
    {
      kind: 'groups',
      columns: ['Permission', ...operationColumns],
      groups: comparison.missing.map(({ name, because }) => ({
        mark: 'missing',
        head: [strong(name)],
        rows: operationRows(because, service),
      })),
    },
  ];
}

function unknownBlocks(comparison: Comparison): Block[] {
  const { unknown } = comparison.grant;
  if (unknown.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: [`Granted names that are not known permissions: ${unknown.length}`] },
    {
      kind: 'table',
      columns: ['As written', 'Nearest known name'],
      rows: unknown.map(({ name, suggestion }) => [[strong(name)], [suggestion ?? 'none']]),
    },
  ];
}
