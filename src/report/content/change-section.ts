import type { GainedPermission, OperationNeed, ServiceChange } from '../../model/change.ts';
import { count, listWords } from '../../model/words.ts';
import { type Block, type Content, code, type Mark, muted, strong } from '../document/block.ts';
import { showPlaces } from './places.ts';
import { showSome } from './show-some.ts';

/**
 * How the needs of one service differ, growth first; nothing where nothing does. `most` rows of each list are shown.
 * @param mark of a permission that comes: it is missing until it was accepted
 */
export function changeSection(change: ServiceChange, most: number, mark: Mark = 'missing'): Block[] {
  const { service, gained, lost, added, dropped } = change;
  const blamed = new Set(gained.flatMap(({ because }) => because.map(({ operation }) => operation)));
  const others = added.filter(({ operation }) => !blamed.has(operation));
  return [
    { kind: 'heading', level: 2, text: [`${service}: ${verdict(change)}`] },
    ...showSome(gained, most, 'permission', (shown) => ({
      kind: 'groups',
      columns: ['New permission', 'Needed by', 'Effect', 'Seen at'],
      groups: shown.map((permission) => gainedGroup(permission, most, mark)),
    })),
    ...showSome(others, most, 'operation', (shown) => ({
      kind: 'table',
      columns: ['New operation within the role', 'Effect', 'Seen at'],
      rows: shown.map(operationRow),
    })),
    ...list(
      'No longer needed',
      lost.map((name) => [strong(name)]),
      most,
      'permission',
    ),
    ...list(
      'No longer called',
      dropped.map((id) => [code(id)]),
      most,
      'operation',
    ),
  ];
}

/** "the role grows by 1 permission", "the role is the same", …: the change in a few words. */
export function verdict({ kind, status, gained, lost, added, dropped }: ServiceChange): string {
  if (kind === 'added') return `new, with ${count(gained.length, 'permission')}`;
  if (kind === 'removed') return 'gone';
  const words = [
    ...(gained.length > 0 ? [`grows by ${count(gained.length, 'permission')}`] : []),
    ...(lost.length > 0 ? [`loses ${count(lost.length, 'permission')}`] : []),
  ];
  const operations = [
    ...(added.length > 0 ? [`${count(added.length, 'operation')} more`] : []),
    ...(dropped.length > 0 ? [`${count(dropped.length, 'operation')} fewer`] : []),
  ];
  const role = words.length > 0 ? `the role ${listWords(words)}` : 'the role is the same';
  const less = status.before === 'complete' && status.after === 'lower-bound' ? ', and is now a lower bound' : '';
  return `${[role, ...operations].join(', ')}${less}`;
}

function gainedGroup({ permission, because, cause }: GainedPermission, most: number, mark: Mark) {
  const why = cause === 'calls' ? [] : [muted(' (called before; its requirement has changed)')];
  return {
    mark,
    head: [strong(permission), ...why],
    rows: because.slice(0, most).map(operationRow),
  } as const;
}

function operationRow({ operation, effect, evidence }: OperationNeed): readonly Content[] {
  return [[code(operation)], [effect], showPlaces(evidence, evidence.length)];
}

function list(title: string, items: readonly Content[], most: number, noun: string): Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'paragraph', text: [`${title}:`] },
    ...showSome(items, most, noun, (shown) => ({
      kind: 'list',
      items: shown.map((text) => ({ mark: 'none', text }) as const),
    })),
  ];
}
