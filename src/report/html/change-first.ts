import type { Ability, Reach } from '../../model/blast-radius.ts';
import { count, listWords } from '../../model/words.ts';
import { grantSourceBlocks } from '../content/grant-source.ts';
import { permissionStates } from '../content/permission-states.ts';
import { describeReach } from '../reach.ts';
import { blocksToHtml } from './blocks.ts';
import { type Child, element, type Markup } from './markup.ts';
import { badge, disclosure, joined, link, muted, operationLinks, paragraph } from './parts.ts';
import type { ServiceView } from './service-view.ts';

const shownAbilities = 4;
/** More than these nobody does in one sitting; the others stand folded below. */
const shownSteps = 6;

/** What to do in Marketo's role dialog, the most useful first: what fails today, then what is worth most to untick. */
export function changeFirst(view: ServiceView): Markup {
  const { comparison, blastRadius } = view.service;
  const heading = element('h3', { id: `${view.anchor}-first` }, 'What to change first');
  if (comparison === undefined) return element('section', { 'data-aside': true }, heading, ...tickList(view));
  const steps = [
    ...comparison.missing.map(({ name, because }) =>
      step('missing', [
        element('strong', {}, 'Tick '),
        link(view.permissionAnchor(name), name),
        ': needed by ',
        operationLinks(because, view.operationAnchor),
        '.',
      ]),
    ),
    ...blastRadius.excess.map(({ name, reach }) => {
      const enough = comparison.broader.find((one) => one.name === name)?.enough;
      return step(enough === undefined ? 'unused' : 'broader', [
        element('strong', {}, 'Untick '),
        link(view.permissionAnchor(name), name),
        enough !== undefined && enough.length > 0 && [' and tick ', listWords(enough), ' instead'],
        enough === undefined ? ': no call uses it. ' : '. ',
        wouldAllow(reach),
      ]);
    }),
  ];
  const groups = comparison.grant.groups.map((group) =>
    paragraph(
      badge('!', 'group', 'warn'),
      ` Untick the box of the group ${group}, which grants everything in it, and tick exactly: ${listWords(view.service.role.permissions.map(({ name }) => name)) || 'nothing'}.`,
    ),
  );
  // To untick a group and tick what is needed is one step; what each of its boxes would allow stands folded below.
  const shown = groups.length > 0 ? comparison.missing.length : shownSteps;
  return element(
    'section',
    { 'data-aside': true },
    heading,
    ...blocksToHtml(grantSourceBlocks(comparison.grant), 4),
    ...groups,
    steps.length === 0
      ? paragraph('Nothing: exactly what is needed is granted.')
      : shown > 0 && element('ol', { class: 'steps' }, ...steps.slice(0, shown)),
    steps.length > shown &&
      disclosure(
        undefined,
        groups.length > 0
          ? `What the ${count(steps.length - shown, 'permission')} too many would allow`
          : count(steps.length - shown, 'more step'),
        element('ol', { class: 'steps', start: shown + 1 }, ...steps.slice(shown)),
      ),
  );
}

function step(state: 'missing' | 'unused' | 'broader', text: readonly Child[]): Markup {
  const { sign, word, tone } = permissionStates[state];
  return element('li', {}, badge(sign, word, tone), ' ', ...text);
}

/** Without a grant nothing is wrong; the boxes to tick are the answer. */
function tickList(view: ServiceView): readonly Markup[] {
  const { permissions } = view.service.role;
  if (permissions.length === 0) return [paragraph('Tick nothing: no call asks for a permission.')];
  return [
    paragraph('No grant was given to compare with. A role with exactly these boxes is enough:'),
    element(
      'ul',
      { class: 'steps' },
      ...permissions.map(({ name, because }) =>
        element(
          'li',
          {},
          badge('✓', 'tick', 'good'),
          ' ',
          element('strong', {}, link(view.permissionAnchor(name), name)),
          muted(' for '),
          operationLinks(because, view.operationAnchor, 2),
        ),
      ),
    ),
  ];
}

/** In words that a person can picture, the worst first; the operations behind them on demand. */
export function wouldAllow(reach: Reach): Child {
  if (reach.operations.length === 0) return 'It opens no operation that the minimal role does not.';
  const phrases = reach.abilities.slice(0, shownAbilities).map(({ phrase }) => element('strong', {}, phrase));
  const more = reach.abilities.length - phrases.length;
  const words = more > 0 ? [joined(phrases, ', ', ', '), ` and ${more} more`] : joined(phrases);
  return [
    phrases.length === 0 ? [] : ['With it a stolen credential could ', words, '. '],
    disclosure(undefined, describeReach(reach), abilityList(reach.abilities)),
  ];
}

export function abilityList(abilities: readonly Ability[]): Markup {
  return element(
    'ul',
    { class: 'abilities' },
    ...abilities.map(({ phrase, effect, personalData, operations }) =>
      element(
        'li',
        {},
        element('span', { class: `effect ${effect}` }, effect),
        ` ${phrase}`,
        personalData && muted(' · personal data'),
        muted(
          ` · ${operations.slice(0, 6).join(', ')}${operations.length > 6 ? ` and ${operations.length - 6} more` : ''}`,
        ),
      ),
    ),
  );
}
