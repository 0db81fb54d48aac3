import { element, type Markup } from './markup.ts';
import { filesOf } from './page-data.ts';
import { code, muted, paragraph } from './parts.ts';
import type { ServiceView } from './service-view.ts';

/** Switches for operations and files; shown only where the page's script runs, which works out the answer. */
export function whatIfSection(view: ServiceView, position: number): Markup | undefined {
  if (view.counted.length === 0) return undefined;
  const isSample = view.counted.some(({ calls, evidence }) => calls > evidence.length);
  return element(
    'section',
    { class: 'what-if', hidden: true, 'data-what-if': position },
    element('h3', { id: `${view.anchor}-what-if` }, 'What if it did not call …'),
    paragraph(
      'Switch off operations, or whole files. The smallest role for what is left is worked out here, by the same solver that made this report; nothing is sent anywhere.',
    ),
    isSample &&
      paragraph(muted('Of much traffic a sample of the places is kept: switching off a file goes by that sample.')),
    element('div', { class: 'answer', role: 'status', 'data-answer': true }),
    element(
      'div',
      { class: 'switches' },
      switches(
        view,
        'Operations',
        'use',
        view.counted.map(({ operation }) => operation.id),
      ),
      switches(view, 'Files', 'file', filesOf(view)),
    ),
    paragraph(element('button', { type: 'button', 'data-reset': true }, 'Switch everything on')),
  );
}

function switches(view: ServiceView, legend: string, kind: 'use' | 'file', labels: readonly string[]): Markup {
  return element(
    'fieldset',
    {},
    element('legend', {}, legend),
    ...labels.map((label, index) => {
      const id = `${view.anchor}-${kind}${index + 1}`;
      return element(
        'div',
        { class: 'switch' },
        element('input', { type: 'checkbox', id, checked: true, autocomplete: 'off', [`data-${kind}`]: index }),
        element('label', { for: id }, code(label)),
      );
    }),
  );
}
