import { element, type Markup } from './markup.ts';
import { disclosure, joined, link, operationLinks, paragraph } from './parts.ts';
import type { ServiceView } from './service-view.ts';

/** For each permission of the role that allows more than reading: which calls force it, and the role without them. */
export function escalationsSection(view: ServiceView): Markup | undefined {
  const { escalations } = view.service;
  if (escalations.length === 0) return undefined;
  return element(
    'section',
    {},
    element('h3', { id: `${view.anchor}-escalations` }, 'Why reading is not enough'),
    ...escalations.map(({ name, lesser, forcedBy, without }) =>
      element(
        'div',
        { class: 'escalation' },
        element('h4', {}, link(view.permissionAnchor(name), name)),
        paragraph(
          lesser === undefined ? 'Forced by ' : [link(view.permissionAnchor(lesser), lesser), ' would do, except for '],
          operationLinks(forcedBy, view.operationAnchor, 8),
          '.',
        ),
        disclosure(
          undefined,
          'The minimal role without these calls',
          without.length === 0
            ? paragraph('No permission at all.')
            : paragraph(joined(without.map((one) => link(view.permissionAnchor(one), one)))),
        ),
      ),
    ),
  );
}
