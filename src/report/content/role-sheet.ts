import type { Report, ServiceReport } from '../../model/report.ts';
import { capitalize, count, listWords } from '../../model/words.ts';
import type { TableAnswer } from '../answer.ts';
import { describePartition } from '../describe-partition.ts';
import { type Block, strong } from '../document/block.ts';
import type { ReportModel } from '../render-options.ts';
import { statusSentence } from './role-section.ts';
import { boxesWith, type SheetGroup, sheetGroups } from './role-sheet-boxes.ts';
import { disputeBlocks, sheetDisputes } from './role-sheet-disputes.ts';
import { groupBlocks } from './role-sheet-groups.ts';
import { sheetDescription, sheetName } from './role-sheet-name.ts';
import { sheetSteps, stepBlocks } from './role-sheet-steps.ts';
import { sheetColumns, sheetRows } from './role-sheet-table.ts';
import { unlistedBlocks, unlistedBoxes } from './role-sheet-unlisted.ts';
import { noCallFound } from './verdict.ts';
import { workspacesSection } from './workspaces-section.ts';

/** What the sheet can say beyond the report. */
export interface RoleSheetOptions {
  /** The workspaces that a service works in, by its name; none where they are not known. */
  readonly workspacesOf?: (service: string) => readonly string[];
}

/**
 * The sheet that an admin works from, without knowing rolefit: what to call the role, the steps, and the boxes of
 * Marketo's dialog in its order, which to tick and which to leave or untick. One sheet for each service, because each
 * takes a user of its own. Its JSON is described by `src/schema/role-sheet.ts`.
 */
export function roleSheet(report: Report, model: ReportModel, options: RoleSheetOptions = {}): TableAnswer {
  const { services } = report;
  const workspacesOf = options.workspacesOf ?? (() => []);
  return {
    blocks: [
      ...(services.length === 0 ? [{ kind: 'paragraph', text: [`${capitalize(noCallFound)}.`] } as const] : []),
      ...(services.length > 1 ? severalBlocks(services) : []),
      ...services.flatMap((service) => sheetBlocks(service, model, workspacesOf(service.name))),
    ],
    data: {
      schemaVersion: 1,
      services: services.map((service) => sheetData(service, model, workspacesOf(service.name))),
    },
    table: { columns: sheetColumns, rows: services.flatMap((service) => sheetRows(service, model)) },
  };
}

function severalBlocks(services: readonly ServiceReport[]): Block[] {
  const amount = services.length;
  return [
    {
      kind: 'paragraph',
      text: [
        `${count(amount, 'integration')}: ${amount} users, ${amount} roles and ${amount} services, a sheet for each. Do not let them share a user: each would hold what the other needs.`,
      ],
    },
  ];
}

function sheetBlocks(service: ServiceReport, model: ReportModel, workspaces: readonly string[]): Block[] {
  const groups = sheetGroups(service, model);
  const isBound = service.role.status === 'lower-bound';
  const status = statusSentence(service);
  return [
    { kind: 'heading', level: 1, text: [`Role sheet for ${service.name}`] },
    { kind: 'paragraph', text: isBound ? [strong('This is a lower bound. '), status] : [status] },
    {
      kind: 'facts',
      facts: [
        { label: 'Role name', value: [strong(sheetName(service))] },
        { label: 'Description', value: [sheetDescription(service)] },
        {
          label: 'Workspaces',
          value: [workspaces.length === 0 ? 'the ones that it works in; ask its owner' : listWords(workspaces)],
        },
      ],
    },
    ...workspacesSection(service),
    ...stepBlocks(sheetSteps(service, workspaces)),
    ...changeBlocks(service, groups),
    ...groups.flatMap((group) => groupBlocks(group, service.comparison !== undefined)),
    ...untouchedBlocks(groups),
    ...unlistedBlocks(groups),
    ...disputeBlocks(sheetDisputes(service)),
  ];
}

/** With a grant, the changes in short before the whole dialog. */
function changeBlocks({ comparison }: ServiceReport, groups: readonly SheetGroup[]): Block[] {
  if (comparison === undefined) return [];
  const own = groups.filter((group) => group.own === 'untick').map(({ name }) => `${name} (the group's own box)`);
  const unknown = comparison.grant.unknown.map(({ name }) => name);
  const lists = [
    ['Untick', [...own, ...boxesWith(groups, 'untick')]],
    ['Tick', boxesWith(groups, 'tick')],
    ['Keep', boxesWith(groups, 'keep')],
    ['Look at', unknown.map((name) => `"${name}": granted, but not a known permission`)],
  ] as const;
  return [
    { kind: 'heading', level: 2, text: ['What to change'] },
    {
      kind: 'facts',
      facts: lists
        .filter(([label, names]) => names.length > 0 || label !== 'Look at')
        .map(([label, names]) => ({ label, value: [names.length === 0 ? 'nothing' : names.join(', ')] })),
    },
  ];
}

/** Groups of which nothing is needed and nothing is ticked are named once, to be left alone. */
function untouchedBlocks(groups: readonly SheetGroup[]): Block[] {
  const names = groups
    .filter(({ own, boxes }) => own !== 'untick' && boxes.every(({ change }) => change === 'leave'))
    .map(({ name }) => name);
  return names.length === 0 ? [] : [{ kind: 'paragraph', text: [`Leave unticked as a whole: ${names.join(', ')}.`] }];
}

function sheetData(service: ServiceReport, model: ReportModel, workspaces: readonly string[]) {
  const sight = service.workspaces?.sight;
  const groups = sheetGroups(service, model);
  const unlisted = unlistedBoxes(groups);
  return {
    name: service.name,
    status: service.role.status,
    roleName: sheetName(service),
    description: sheetDescription(service),
    ...(workspaces.length === 0 ? {} : { workspaces }),
    ...(service.workspaces === undefined ? {} : { seen: service.workspaces.byPermission }),
    ...(sight === undefined ? {} : { partitions: sight.map(describePartition) }),
    groups: groups.map((group) => ({
      name: group.name,
      ...(group.own === undefined ? {} : { own: group.own }),
      tick: boxesWith([group], 'tick', 'keep'),
      leave: boxesWith([group], 'leave', 'untick'),
    })),
    ...(unlisted.length === 0 ? {} : { unlisted }),
    ...(service.comparison === undefined ? {} : { changes: changeData(groups) }),
    steps: sheetSteps(service, workspaces),
    disputes: sheetDisputes(service),
  };
}

function changeData(groups: readonly SheetGroup[]) {
  return {
    groups: groups.filter(({ own }) => own === 'untick').map(({ name }) => name),
    untick: boxesWith(groups, 'untick'),
    tick: boxesWith(groups, 'tick'),
    keep: boxesWith(groups, 'keep'),
  };
}
