import type { IdleShare, Reach } from '../../model/blast-radius.ts';
import { type Effect, effects } from '../../model/operation.ts';
import { count, formatNumber } from '../../model/words.ts';
import { abilityList } from './change-first.ts';
import { element, type Markup } from './markup.ts';
import { disclosure, paragraph, table } from './parts.ts';
import type { ServiceView } from './service-view.ts';

const effectWords: Readonly<Record<Effect, string>> = {
  admin: 'administer',
  delete: 'delete',
  execute: 'execute, such as sending',
  write: 'create and change',
  read: 'read',
};

/** What a stolen credential could do, as bars whose numbers stand beside them. */
export function blastRadiusSection(view: ServiceView): Markup {
  const { minimal, granted, beyond } = view.service.blastRadius;
  return element(
    'section',
    { 'data-aside': true },
    element('h3', { id: `${view.anchor}-radius` }, 'What a stolen credential could do'),
    paragraph(idleSentence('With the minimal role', minimal.idle)),
    granted !== undefined && paragraph(idleSentence('With the role granted today', granted.idle)),
    reachTable(view, minimal.reach, beyond),
    beyond !== undefined &&
      beyond.abilities.length > 0 &&
      disclosure(
        undefined,
        `Beyond the minimal role: ${count(beyond.abilities.length, 'ability', 'abilities')}`,
        abilityList(beyond.abilities),
      ),
    minimal.reach.abilities.length > 0 &&
      disclosure(
        undefined,
        `Remains with the minimal role: ${count(minimal.reach.abilities.length, 'ability', 'abilities')}`,
        abilityList(minimal.reach.abilities),
      ),
  );
}

function idleSentence(lead: string, { callable, unused, share }: IdleShare): string {
  const percent = `${Math.round(share * 100)}%`;
  return `${lead} it can call ${count(callable, 'operation')}; ${formatNumber(unused)} of them (${percent}) are never called.`;
}

function reachTable(view: ServiceView, minimal: Reach, beyond: Reach | undefined): Markup {
  const { operations } = view.model.rules;
  const rows = effects.toReversed().map((effect) => {
    const all = operations.filter((operation) => operation.effect === effect).length;
    const part = { minimal: minimal.byEffect[effect], beyond: beyond?.byEffect[effect] ?? 0, all };
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, effectWords[effect]),
      element('td', { class: 'bar' }, bar(part)),
      element('td', { class: 'number', 'data-label': 'minimal role' }, formatNumber(part.minimal)),
      beyond !== undefined && element('td', { class: 'number', 'data-label': 'beyond it' }, formatNumber(part.beyond)),
      element('td', { class: 'number', 'data-label': 'out of reach' }, formatNumber(all - part.minimal - part.beyond)),
    );
  });
  const columns = [
    'Effect',
    'Share of all operations',
    [swatch('minimal'), 'Minimal role'],
    ...(beyond === undefined ? [] : [[swatch('beyond'), 'Beyond it']]),
    [swatch('rest'), 'Out of reach'],
  ];
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Operations within reach, by effect' },
    table('Operations within reach, by what calling them does', columns, rows, 'reach'),
  );
}

/** Told apart by filling as well as by colour: solid, hatched, empty. The numbers beside it say the same in text. */
function bar(part: { readonly minimal: number; readonly beyond: number; readonly all: number }): Markup {
  const percent = (amount: number) => `${part.all === 0 ? 0 : Math.round((amount / part.all) * 1000) / 10}%`;
  return element(
    'svg',
    { width: '100%', height: 16, 'aria-hidden': 'true' },
    element('rect', { class: 'rest', x: 0, y: 0, width: '100%', height: 16 }),
    element('rect', { class: 'minimal', x: 0, y: 0, width: percent(part.minimal), height: 16 }),
    element('rect', { ...hatched, x: percent(part.minimal), y: 0, width: percent(part.beyond), height: 16 }),
  );
}

function swatch(kind: 'minimal' | 'beyond' | 'rest'): Markup {
  const look = kind === 'beyond' ? hatched : { class: kind };
  return element(
    'svg',
    { class: 'swatch', width: 14, height: 14, 'aria-hidden': 'true' },
    element('rect', { ...look, x: 0, y: 0, width: 14, height: 14 }),
  );
}

const hatched = { class: 'beyond', fill: 'url(#hatch)' } as const;

/** The hatching that all bars of the page share; takes up no room itself. */
export function hatchDefinition(): Markup {
  return element(
    'svg',
    { class: 'definitions', width: 0, height: 0, 'aria-hidden': 'true' },
    element(
      'pattern',
      { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse' },
      element('rect', { class: 'hatch-ground', width: 6, height: 6 }),
      element('path', { class: 'hatch-line', d: 'M-1 7 L7 -1 M-1 1 L1 -1 M5 7 L7 5' }),
    ),
  );
}
