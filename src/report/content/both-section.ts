import { findingKinds } from '../../model/finding-kinds/index.ts';
import type { OperationId } from '../../model/operation.ts';
import type { OperationUse, UnresolvedCall } from '../../model/operation-use.ts';
import type { ServiceReport } from '../../model/report.ts';
import { count, formatNumber } from '../../model/words.ts';
import { type Block, type Content, code, muted, parseCode } from '../document/block.ts';
import { limits } from './limits.ts';
import { showPlaces } from './places.ts';
import { showSome } from './show-some.ts';

/** Code and traffic of one service compared: what was never exercised, and what no code sends. */
export function bothSection(service: ServiceReport): Block[] {
  const { sources, unresolved } = service;
  if (sources === undefined) return [];
  const { both, onlyCode, onlyTraffic } = sources;
  const open = unresolved.filter(({ narrowedTo }) => narrowedTo !== undefined);
  return [
    { kind: 'heading', level: 2, text: ['Code and traffic together'] },
    { kind: 'paragraph', text: [sentence(both.length, onlyCode.length, onlyTraffic.length)] },
    ...table('Only in code: not exercised while traffic was recorded', ['Operation', 'Seen at'], onlyCode, (id) => {
      const use = useOf(service, id);
      return [[code(id)], showPlaces(use.evidence, use.calls)];
    }),
    ...table(
      'Only in traffic: sent by other code, or by another program with this credential',
      ['Operation', 'Seen at', ...(open.length === 0 ? [] : ['May be the open call at'])],
      onlyTraffic,
      (id) => {
        const use = useOf(service, id);
        const callers = open.length === 0 ? [] : [openCalls(open, use)];
        return [[code(id)], showPlaces(use.evidence, use.calls), ...callers];
      },
    ),
    ...(onlyTraffic.length === 0
      ? []
      : [{ kind: 'paragraph', text: parseCode(findingKinds['call-not-in-code'].help) } as const]),
    ...narrowedBlocks(open),
  ];
}

function sentence(both: number, onlyCode: number, onlyTraffic: number): string {
  return `${count(both, 'operation')} in both, ${formatNumber(onlyCode)} only in code, ${formatNumber(onlyTraffic)} only in traffic.`;
}

function table(
  title: string,
  columns: readonly string[],
  ids: readonly OperationId[],
  row: (id: OperationId) => readonly Content[],
): Block[] {
  if (ids.length === 0) return [];
  return [
    { kind: 'paragraph', text: [`${title}:`] },
    ...showSome(ids, limits.rows, 'row', (shown) => ({ kind: 'table', columns, rows: shown.map(row) })),
  ];
}

function openCalls(open: readonly UnresolvedCall[], { operation }: OperationUse): Content {
  const places = open.filter(({ narrowedTo }) => narrowedTo?.includes(operation)).map(({ evidence }) => evidence);
  return places.length === 0 ? [muted('none')] : showPlaces(places, places.length);
}

function narrowedBlocks(open: readonly UnresolvedCall[]): Block[] {
  if (open.length === 0) return [];
  const which =
    open.length === 1
      ? '1 call that could not be followed fits'
      : `${formatNumber(open.length)} calls that could not be followed fit`;
  return [
    {
      kind: 'paragraph',
      text: [
        `${which} what was recorded. That counts because it was recorded; what else such a call may do is not known, so the role stays a lower bound.`,
      ],
    },
  ];
}

function useOf({ operations }: ServiceReport, id: OperationId): OperationUse {
  const use = operations.find(({ operation }) => operation.id === id);
  if (use === undefined) throw new Error(`operation ${id} is in the sources of a service but not among its uses`);
  return use;
}
