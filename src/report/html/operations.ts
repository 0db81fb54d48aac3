import { describeOutcome, describePlace, entryNoun } from '../../model/describe-evidence.ts';
import type { Evidence, SourceEvidence, TrafficEvidence } from '../../model/evidence.ts';
import type { Operation } from '../../model/operation.ts';
import { isOptional, type OperationUse } from '../../model/operation-use.ts';
import { requirementText } from '../../model/requirement.ts';
import { count, formatNumber } from '../../model/words.ts';
import { showFrames } from '../content/code-frames.ts';
import { sourceNames } from '../content/explain-operation.ts';
import { blocksToHtml, facts } from './blocks.ts';
import { type Child, element, type Markup } from './markup.ts';
import { badge, code, firstOf, joined, link, muted, paragraph, table } from './parts.ts';
import type { ServiceView } from './service-view.ts';

/** How much of an operation's evidence the page carries, so that it stays light however many calls there are. */
const kept = { places: 10, frames: 2, entries: 12 } as const;

/** Each operation that is called, with what it asks for, who says so, and everything that shows the call. */
export function operationsSection(view: ServiceView): Markup {
  const { operations } = view.service;
  return element(
    'section',
    {},
    element('h3', { id: `${view.anchor}-operations` }, `Operations called: ${formatNumber(operations.length)}`),
    operations.length === 0 && paragraph('None.'),
    ...operations.map((use) => operationDetails(use, view)),
  );
}

function operationDetails(use: OperationUse, view: ServiceView): Markup {
  const { operation, outcomes } = use;
  const isCounted = view.counted.includes(use);
  return element(
    'details',
    { id: view.operationAnchor(operation.id), class: 'operation', 'data-item': true },
    element(
      'summary',
      {},
      element('span', { class: `effect ${operation.effect}` }, operation.effect),
      ' ',
      code(operation.id),
      muted(` ${operation.name} · ${count(use.calls, 'call')}`),
      outcomes.denied > 0 && [' ', badge('✗', `${formatNumber(outcomes.denied)} denied`, 'bad')],
      operation.disputed && [' ', badge('≠', 'disputed', 'plain')],
      isOptional(use) && [' ', badge('~', 'optional', 'plain')],
      !isCounted && [' ', badge('·', use.reachable ? 'not counted' : 'nothing calls it', 'plain')],
    ),
    element(
      'div',
      { class: 'inside' },
      facts(operationFacts(use, view)),
      element('h4', {}, 'Who says what it asks for'),
      claims(operation),
      element('h4', {}, 'Seen at'),
      ...sourcePlaces(use),
      ...blocksToHtml(showFrames(sourcesOf(use.evidence).slice(0, kept.frames), view.frameOf), 5),
      ...recordings(use),
    ),
  );
}

function operationFacts({ operation, certainty, spellings, conditions }: OperationUse, view: ServiceView) {
  const by = view.metBy(operation.id);
  const nature = [
    operation.effect,
    operation.personalData ? 'personal data' : 'no personal data',
    ...(operation.acrossWorkspaces ? ['reaches every workspace, whatever the workspace of the role'] : []),
  ];
  const pairs: readonly (readonly [string, Child])[] = [
    ['Asks for', requirementText(operation.requires)],
    ['Met by', by.length === 0 ? undefined : joined(by.map((name) => link(view.permissionAnchor(name), name)))],
    ['Effect', nature.join('; ')],
    ['Certainty', certainty],
    ['May pass', conditions.unknown.length === 0 ? undefined : conditions.unknown.join(', ')],
    ['Written as', spellings.length === 0 ? undefined : joined(spellings.map(({ path }) => code(path)))],
  ];
  return pairs.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

function claims(operation: Operation): Child {
  const rows = operation.claims.map(({ source, checked, requires, note }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, sourceNames[source]),
      element(
        'td',
        {},
        requires === undefined ? 'names no permission' : requirementText(requires),
        note && muted(` ${note}`),
      ),
      element('td', {}, checked),
    ),
  );
  const advice =
    operation.disputed &&
    paragraph(
      badge('≠', 'disputed', 'plain'),
      ` The sources contradict each other. The role counts “${requirementText(operation.requires)}”; if the call answers 603, grant what the other source names as well.`,
    );
  return [
    table(`What each source says of ${operation.id}`, ['Source', 'Asks for', 'Read on'], rows),
    advice,
    muted('Rule: ', code(operation.rule)),
  ];
}

function sourcesOf(evidence: readonly Evidence[]): readonly SourceEvidence[] {
  return evidence.filter((one) => one.kind === 'source');
}

function sourcePlaces({ evidence }: OperationUse): readonly Child[] {
  const sources = sourcesOf(evidence);
  if (sources.length === 0) return [];
  const { shown, rest } = firstOf(sources, kept.places, 'place', (one) =>
    element(
      'li',
      {},
      code(describePlace(one)),
      one.optional === true && muted(' optional: the program goes on where it fails'),
      ...one.chain.map((step) => [muted(` ← ${step.label} `), code(describePlace(step))]),
    ),
  );
  return [element('ul', { class: 'places' }, ...shown), rest];
}

/** A recording once, with its first entries and what became of them. */
function recordings({ evidence, outcomes }: OperationUse): readonly Child[] {
  const byFile = new Map<string, TrafficEvidence[]>();
  for (const one of evidence) {
    if (one.kind === 'traffic') byFile.set(one.file, [...(byFile.get(one.file) ?? []), one]);
  }
  if (byFile.size === 0) return [];
  const { shown, rest } = firstOf([...byFile], kept.places, 'recording', ([file, entries]) => {
    const names = entries.slice(0, kept.entries).map((one) => `${one.entry}${describeOutcome(one)}`);
    const more = entries.length - names.length;
    return element(
      'li',
      {},
      code(file),
      ` ${entryNoun(entries)} ${names.join(', ')}`,
      more > 0 && muted(` and ${formatNumber(more)} more`),
    );
  });
  const { allowed, denied, attempted } = outcomes;
  const sum = `Of the recorded calls ${formatNumber(allowed)} were allowed, ${formatNumber(denied)} denied, and of ${formatNumber(attempted)} it cannot be told.`;
  return [paragraph(sum), element('ul', { class: 'places' }, ...shown), rest];
}
