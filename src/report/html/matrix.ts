import type { OperationUse } from '../../model/operation-use.ts';
import type { Permission } from '../../model/permission.ts';
import { mentionedPermissions } from '../../model/requirement.ts';
import { element, type Markup } from './markup.ts';
import { link, muted, paragraph } from './parts.ts';
import type { ServiceView } from './service-view.ts';

/** Which permission lets which used operation run: operations down, permissions across, both heads stay in view. */
export function matrixSection(view: ServiceView): Markup | undefined {
  const rows = view.counted.filter(({ operation }) => mentionedPermissions(operation.requires).length > 0);
  const columns = view.model.permissions.permissions.filter((permission) =>
    rows.some((use) => cellOf(use, permission, view) !== undefined),
  );
  if (rows.length === 0) return undefined;
  const label = `${view.anchor}-matrix`;
  return element(
    'section',
    {},
    element('h3', { id: label }, 'Which permission lets what run'),
    paragraph(
      element('span', { 'aria-hidden': 'true' }, '● '),
      muted('the minimal role meets the operation with it'),
      element('span', { 'aria-hidden': 'true' }, '  ○ '),
      muted('takes part in a way to meet it'),
    ),
    element(
      'div',
      { class: 'scroll matrix', tabindex: 0, role: 'group', 'aria-labelledby': label },
      element(
        'table',
        {},
        element('caption', { class: 'hush' }, 'Operations by permission'),
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            element('th', { scope: 'col', class: 'corner' }, 'Operation'),
            ...columns.map(({ name }) =>
              element(
                'th',
                { scope: 'col' },
                element('span', { class: 'upright' }, link(view.permissionAnchor(name), name)),
              ),
            ),
          ),
        ),
        element('tbody', {}, ...rows.map((use) => matrixRow(use, columns, view))),
      ),
    ),
  );
}

function matrixRow(use: OperationUse, columns: readonly Permission[], view: ServiceView): Markup {
  const { id } = use.operation;
  const anchor = view.operationAnchor(id);
  return element(
    'tr',
    { 'data-item': true },
    element('th', { scope: 'row' }, anchor === undefined ? id : link(anchor, id)),
    ...columns.map((permission) => {
      const cell = cellOf(use, permission, view);
      if (cell === undefined) return element('td');
      const word = cell === '●' ? 'meets it' : 'could meet it';
      return element(
        'td',
        { class: cell === '●' ? 'by' : 'could' },
        element('span', { 'aria-hidden': 'true' }, cell),
        element('span', { class: 'hush' }, word),
      );
    }),
  );
}

function cellOf({ operation }: OperationUse, { name }: Permission, view: ServiceView): '●' | '○' | undefined {
  if (view.metBy(operation.id).includes(name)) return '●';
  const given = view.model.permissions.implied(name);
  return mentionedPermissions(operation.requires).some((asked) => given.has(asked)) ? '○' : undefined;
}
