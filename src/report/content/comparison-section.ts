import type { ServiceReport } from '../../model/report.ts';
import type { Comparison } from '../../model/role.ts';
import { type Block, strong } from '../document/block.ts';
import { describeReach, measureExcess } from '../reach.ts';
import type { ReportModel } from '../render-options.ts';
import { count, listWords } from '../words.ts';
import { operationColumns, operationRows } from './places.ts';

/** The role held against the grant: excess with what it would allow, then what is broader than needed, then what is missing. */
export function comparisonSection(service: ServiceReport, model: ReportModel): Block[] {
  const { comparison } = service;
  if (comparison === undefined) return [];
  return [
    ...excessBlocks(comparison, service, model),
    ...broaderBlocks(comparison),
    ...missingBlocks(comparison, service),
    ...unknownBlocks(comparison),
  ];
}

function excessBlocks(comparison: Comparison, service: ServiceReport, model: ReportModel): Block[] {
  const { permissions, total } = measureExcess(comparison, service.role, model);
  if (permissions.length === 0) return [];
  const lead = `Beyond its work, a stolen credential could call ${describeReach(total)}.`;
  return [
    {
      kind: 'heading',
      level: 2,
      text: [`Excess: ${count(comparison.unused.length, 'permission')} that nothing needs`],
    },
    { kind: 'paragraph', text: [comparison.unused.length === 0 ? `None is unused. ${lead}` : lead] },
    {
      kind: 'groups',
      columns: ['Permission', 'Would allow, beyond the role'],
      groups: permissions.map(({ name, reach }) => ({
        mark: 'excess',
        head: [strong(name)],
        rows: [[[reach.operations.length === 0 ? 'nothing that the role does not' : describeReach(reach)]]],
      })),
    },
  ];
}

function broaderBlocks(comparison: Comparison): Block[] {
  if (comparison.broader.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: [`Broader than needed: ${count(comparison.broader.length, 'permission')}`] },
    {
      kind: 'table',
      columns: ['Granted', 'Enough'],
      rows: comparison.broader.map(({ name, enough }) => [[strong(name)], [listWords(enough)]]),
    },
  ];
}

function missingBlocks(comparison: Comparison, service: ServiceReport): Block[] {
  if (comparison.missing.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: [`Missing: ${count(comparison.missing.length, 'permission')} that calls need`] },
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
    { kind: 'heading', level: 2, text: [`Granted names that are not known: ${unknown.length}`] },
    {
      kind: 'table',
      columns: ['As written', 'Nearest known name'],
      rows: unknown.map(({ name, suggestion }) => [[strong(name)], [suggestion ?? 'none']]),
    },
  ];
}
