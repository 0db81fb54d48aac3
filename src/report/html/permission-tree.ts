import type { Reach } from '../../model/blast-radius.ts';
import type { PermissionGroupBox } from '../../model/permission.ts';
import { count, listWords } from '../../model/words.ts';
import { type PlacedPermission, permissionStates, placePermissions, stateNames } from '../content/permission-states.ts';
import { describeReach } from '../reach.ts';
import { type Child, element, type Markup } from './markup.ts';
import { badge, link, muted, operationLinks, paragraph, table } from './parts.ts';
import type { ServiceView } from './service-view.ts';

/** Every permission in the order and the groups of Marketo's role dialog, with its state and what it rests on. */
export function permissionTree(view: ServiceView): Markup {
  const placed = placePermissions(view);
  const present = stateNames.filter((state) => placed.some((one) => one.state === state));
  return element(
    'section',
    {},
    element('h3', { id: `${view.anchor}-permissions` }, 'Permissions, as the role dialog lists them'),
    element(
      'ul',
      { class: 'legend' },
      ...present.map((state) => {
        const { sign, word, tone, meaning } = permissionStates[state];
        return element('li', {}, badge(sign, word, tone), muted(` ${meaning}`));
      }),
    ),
    ...unknownNames(view),
    ...view.model.permissions.groups.map((group) => groupTable(group, placed, view)),
  );
}

function groupTable(group: PermissionGroupBox, placed: readonly PlacedPermission[], view: ServiceView): Markup {
  const own = placed.filter(({ permission }) => permission.group === group.name);
  const ticked = view.service.comparison?.grant.groups.includes(group.name) === true;
  const caption = `${group.name}: ${count(own.length, 'permission')}`;
  return element(
    'div',
    { class: 'group', 'data-holder': true },
    element('h4', {}, caption, ticked && [' ', badge('!', "the group's own box is ticked", 'warn')]),
    table(
      `Permissions of the group ${group.name}`,
      ['State', 'Permission', 'Why'],
      own.map((one) => permissionRow(one, view)),
      'permissions',
    ),
  );
}

function permissionRow(one: PlacedPermission, view: ServiceView): Markup {
  const { permission, state, disputed } = one;
  const { sign, word, tone } = permissionStates[state];
  return element(
    'tr',
    { id: view.permissionAnchor(permission.name), 'data-item': true, 'data-state': state, class: `state-${state}` },
    element('td', {}, badge(sign, word, tone)),
    element('th', { scope: 'row' }, permission.name, element('span', { class: 'grants' }, permission.grants)),
    element(
      'td',
      {},
      why(one, view),
      disputed && [' ', badge('≠', 'disputed', 'plain'), muted(" Adobe's sources disagree, see the operation.")],
    ),
  );
}

function why({ permission, state, operations, through }: PlacedPermission, view: ServiceView): Child {
  const links = operationLinks(operations, view.operationAnchor);
  const others = through.map((name) => link(view.permissionAnchor(name), name));
  const reach = view.service.blastRadius.excess.find(({ name }) => name === permission.name)?.reach;
  switch (state) {
    case 'missing':
      return ['Needed by ', links];
    case 'needed':
      return operations.length === 0 ? undefined : ['For ', links];
    case 'broader':
      return ['Enough: ', others.map((other, index) => [index > 0 && ', ', other]), '. ', reach && wouldOpen(reach)];
    case 'unused':
      return reach && wouldOpen(reach);
    case 'implied':
      return [
        'Comes with ',
        others.map((other, index) => [index > 0 && ', ', other]),
        operations.length > 0 && '; enough for what is called, so tick it instead',
      ];
    case 'disputed':
      return ['Another source asks it for ', links, '. If the call answers 603, grant this as well.'];
    case 'absent':
      return undefined;
    default:
      return state satisfies never;
  }
}

/** In numbers; the words for it stand among the steps. */
function wouldOpen(reach: Reach): Child {
  return reach.operations.length === 0
    ? 'Opens no operation that the minimal role does not.'
    : `Opens ${describeReach(reach)}.`;
}

function unknownNames({ service }: ServiceView): readonly Markup[] {
  const unknown = service.comparison?.grant.unknown ?? [];
  if (unknown.length === 0) return [];
  const names = unknown.map(({ name, suggestion }) =>
    suggestion === undefined ? `“${name}”` : `“${name}” (did you mean “${suggestion}”?)`,
  );
  return [
    paragraph(badge('?', 'not known', 'warn'), ` Granted, but no permission that rolefit knows: ${listWords(names)}.`),
  ];
}
