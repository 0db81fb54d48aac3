import { effects } from '../../model/operation.ts';
import type { Permission, PermissionGroupBox, PermissionSource } from '../../model/permission.ts';
import type { Report } from '../../model/report.ts';
import { capitalize, count, listWords } from '../../model/words.ts';
import type { Answer } from '../answer.ts';
import { type Block, type Content, code, strong } from '../document/block.ts';
import { describeReach } from '../reach.ts';
import type { ReportModel } from '../render-options.ts';
import type { ExplainContext } from './explain-context.ts';
import { roleBlocks, roleData } from './explain-permission-role.ts';
import { limits } from './limits.ts';
import { permissionData, permissionDemand, permissionReach } from './permission-data.ts';
import { showSome } from './show-some.ts';

const sourceNames: Readonly<Record<PermissionSource, string>> = {
  'role-dialog': 'role dialog',
  'permission-table': 'permission table of the developer guide',
  'endpoint-table': 'endpoint table of the developer guide',
  spec: 'OpenAPI specification',
};

/** What a permission allows and hangs together with, and, with a report, why it is in the role or is not. */
export function explainPermission(
  permission: Permission,
  model: ReportModel,
  report: Report | undefined,
  context?: ExplainContext,
): Answer {
  return {
    blocks: [
      { kind: 'heading', level: 1, text: [permission.name] },
      { kind: 'facts', facts: permissionFacts(permission, model) },
      ...(report === undefined
        ? []
        : report.services.flatMap((service) => roleBlocks(permission, service, model, context))),
      ...opensBlocks(permission, model),
    ],
    data: {
      kind: 'permission',
      permission: permissionData(permission, model),
      ...(report === undefined
        ? {}
        : { roles: report.services.map((service) => roleData(permission, service, context)) }),
    },
  };
}

function permissionFacts(permission: Permission, model: ReportModel): { label: string; value: Content }[] {
  const { alone, withOthers } = permissionReach(permission, model);
  const others = (names: Iterable<string>) => [...names].filter((name) => name !== permission.name);
  const lists = [
    ['Implies', others(model.permissions.implied(permission.name))],
    ['Implied by', others(model.permissions.impliedBy(permission.name))],
    ['Needs', [...model.permissions.needed(permission.name)]],
    ['Also called', permission.aliases],
    ['Listed in', permission.sources.map((source) => sourceNames[source])],
  ] as const;
  const together = withOthers.length === 0 ? '' : `, and takes part in ${count(withOthers.length, 'more operation')}`;
  return [
    { label: 'Allows', value: [permission.grants] },
    { label: 'Box', value: [`under ${permission.group}`] },
    ...lists.filter(([, names]) => names.length > 0).map(([label, names]) => ({ label, value: [names.join(', ')] })),
    { label: 'Opens', value: [`${describeReach(alone)}${together}`] },
    ...spareFacts(permission, model),
  ];
}

/** A box that nothing calls for is worth a sentence: people tick it because it sounds right. */
function spareFacts(permission: Permission, model: ReportModel): { label: string; value: Content }[] {
  const { asked, claimed } = permissionDemand(permission, model);
  if (asked.length > 0) return [];
  const lesser = [...model.permissions.implied(permission.name)].filter((name) => name !== permission.name);
  const enough = lesser.length === 0 ? '' : `: ${listWords(lesser)} opens the same`;
  const names = claimed.map(({ name }) => name);
  const others =
    names.length === 0 ? '' : `; a source that does not lead asks for it for ${listWords(names)}, which are disputed`;
  return [{ label: 'By itself', value: [`no operation needs it${enough}${others}`] }];
}

function opensBlocks(permission: Permission, model: ReportModel): Block[] {
  const { alone } = permissionReach(permission, model);
  return effects.toReversed().flatMap((effect): Block[] => {
    const operations = alone.operations.filter((operation) => operation.effect === effect);
    if (operations.length === 0) return [];
    return [
      { kind: 'heading', level: 2, text: [`${capitalize(effect)}: ${count(operations.length, 'operation')}`] },
      ...showSome(operations, limits.rows, 'operation', (shown) => ({
        kind: 'table',
        columns: ['Operation', 'Name'],
        rows: shown.map((operation) => [[code(operation.id)], [operation.name]]),
      })),
    ];
  });
}

/** A group's own box: what ticking it would grant. */
export function explainGroup(group: PermissionGroupBox, model: ReportModel): Answer {
  const boxes = group.permissions.map((name) => model.permissions.expect(name));
  return {
    blocks: [
      { kind: 'heading', level: 1, text: [`${group.name} (a group)`] },
      {
        kind: 'paragraph',
        text: [
          `Ticking the group's own box grants ${count(boxes.length, 'permission')}. Tick only those that are needed.`,
        ],
      },
      {
        kind: 'table',
        columns: ['Permission', 'Allows'],
        rows: boxes.map((box) => [[strong(box.name)], [box.grants]]),
      },
    ],
    data: { kind: 'group', name: group.name, aliases: group.aliases, permissions: group.permissions },
  };
}
