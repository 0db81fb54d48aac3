import { type PermissionState, permissionStates } from '../content/permission-states.ts';
import { element, type Markup } from './markup.ts';

/** Search and filter over the whole page; shown only where the page's script runs. */
export function toolbar(states: readonly PermissionState[]): Markup {
  return element(
    'form',
    { class: 'toolbar', role: 'search', hidden: true, 'data-toolbar': true },
    element(
      'div',
      {},
      element('label', { for: 'find' }, 'Find a permission, operation or file'),
      element('input', { type: 'search', id: 'find', autocomplete: 'off' }),
    ),
    element(
      'fieldset',
      {},
      element('legend', {}, 'Permissions shown'),
      ...states.map((state) => {
        const { sign, word } = permissionStates[state];
        return element(
          'span',
          { class: 'switch' },
          element('input', {
            type: 'checkbox',
            id: `show-${state}`,
            checked: true,
            autocomplete: 'off',
            'data-show': state,
          }),
          element('label', { for: `show-${state}` }, element('span', { 'aria-hidden': 'true' }, `${sign} `), word),
        );
      }),
    ),
    element('p', { role: 'status', class: 'muted', 'data-found': true }),
  );
}
