import { isOutOfSight } from '../../model/partition-sight.ts';
import type { ServiceReport, ServiceWorkspaces } from '../../model/report.ts';
import { count, listSome } from '../../model/words.ts';
import { describePartition } from '../describe-partition.ts';
import { type Block, type Content, muted, strong } from '../document/block.ts';
import { limits } from './limits.ts';
import { showSome } from './show-some.ts';

/**
 * In which workspaces and partitions each permission was seen at work. Nothing where no call tells, or only that of the
 * workspace "Default", which every subscription has.
 */
export function workspacesSection({ workspaces }: ServiceReport): Block[] {
  if (workspaces === undefined) return [];
  const { sight = [] } = workspaces;
  const isPlain =
    workspaces.partitions.length + sight.length === 0 && workspaces.names.every((name) => name === 'Default');
  if (isPlain) return [];
  return [
    { kind: 'heading', level: 2, text: ['Workspaces and partitions in the traffic'] },
    {
      kind: 'table',
      columns: ['Permission', 'Workspaces', 'Partitions'],
      rows: workspaces.byPermission.map(({ name, workspaces: names, partitions }) => [
        [strong(name)],
        listed(names),
        listed(partitions),
      ]),
    },
    ...showSome(sight, limits.rows, 'partition', (shown) => ({
      kind: 'list',
      items: shown.map((one) => ({ mark: isOutOfSight(one) ? 'missing' : 'none', text: [describePartition(one)] })),
    })),
    { kind: 'paragraph', text: [sentence(workspaces)] },
  ];
}

function listed(names: readonly string[]): Content {
  return names.length === 0 ? [muted('not told')] : [listSome(names, limits.names)];
}

function sentence({ acrossWorkspaces }: ServiceWorkspaces): string {
  const seen = 'Only answers about assets and some calls about leads tell where they worked, so there may be more.';
  if (acrossWorkspaces.length === 0) return seen;
  const bulk = `${count(acrossWorkspaces.length, 'operation')} of bulk extract ${acrossWorkspaces.length === 1 ? 'reaches' : 'reach'} all workspaces, whatever workspace the role is given in.`;
  return `${seen} ${bulk}`;
}
