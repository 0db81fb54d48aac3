import type { Permission } from '../../model/permission.ts';
import type { Report, ServiceReport } from '../../model/report.ts';
import type { Answer } from '../answer.ts';
import { type Block, strong } from '../document/block.ts';
import type { ReportModel } from '../render-options.ts';
import { count } from '../words.ts';
import { roleTitle, statusSentence } from './role-section.ts';

/**
 * The sheet that an admin works from: the boxes of Marketo's role dialog in its order, which to tick and which to
 * leave, group by group. Groups of which nothing is needed are named once, to be left alone.
 */
export function roleSheet(report: Report, model: ReportModel): Answer {
  return {
    blocks: report.services.flatMap((service) => sheetBlocks(service, model)),
    data: { schemaVersion: 1, services: report.services.map((service) => sheetData(service, model)) },
  };
}

function sheetBlocks(service: ServiceReport, model: ReportModel): Block[] {
  const groups = boxesByGroup(service, model);
  const untouched = groups.filter((group) => group.tick.length === 0).map((group) => group.name);
  return [
    { kind: 'heading', level: 1, text: [`${roleTitle(service)} for ${service.name}`] },
    { kind: 'paragraph', text: [statusSentence(service)] },
    {
      kind: 'paragraph',
      text: ['In Marketo: Admin > Users & Roles > Roles > New Role. Open each group below and tick single boxes.'],
    },
    ...groups.filter((group) => group.tick.length > 0).flatMap((group) => groupBlocks(group)),
    ...(untouched.length === 0
      ? []
      : [{ kind: 'paragraph', text: [`Leave unticked as a whole: ${untouched.join(', ')}.`] } as const]),
  ];
}

interface SheetGroup {
  readonly name: string;
  readonly tick: readonly Permission[];
  readonly leave: readonly Permission[];
}

function boxesByGroup(service: ServiceReport, { permissions }: ReportModel): readonly SheetGroup[] {
  const role = new Set(service.role.permissions.map((permission) => permission.name));
  return permissions.groups.map((group) => {
    const boxes = group.permissions.map((name) => permissions.expect(name));
    return {
      name: group.name,
      tick: boxes.filter((box) => role.has(box.name)),
      leave: boxes.filter((box) => !role.has(box.name)),
    };
  });
}

function groupBlocks(group: SheetGroup): Block[] {
  const boxes = [...group.tick, ...group.leave].sort((a, b) => a.order - b.order);
  // Some groups are themselves a permission of the same name, which their other boxes need.
  const isOwnBox = group.tick.some((box) => box.name === group.name);
  const advice = isOwnBox
    ? `Ticking the group may tick everything in it: untick the ${count(group.leave.length, 'box', 'boxes')} left open below.`
    : 'Do not tick the group itself: that grants everything in it.';
  return [
    { kind: 'heading', level: 2, text: [group.name] },
    { kind: 'paragraph', text: [advice] },
    {
      kind: 'list',
      items: boxes.map((box) => ({
        mark: group.tick.includes(box) ? ('ticked' as const) : ('unticked' as const),
        text: group.tick.includes(box) ? [strong(box.name), `: ${box.grants}`] : [box.name],
      })),
    },
  ];
}

function sheetData(service: ServiceReport, model: ReportModel) {
  return {
    name: service.name,
    status: service.role.status,
    groups: boxesByGroup(service, model).map((group) => ({
      name: group.name,
      tick: group.tick.map((box) => box.name),
      leave: group.leave.map((box) => box.name),
    })),
  };
}
