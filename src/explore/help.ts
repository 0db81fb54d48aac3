import { permissionStates } from '../report/content/permission-states.ts';
import { type Block, type Content, muted, strong } from '../report/document/block.ts';
import { type Action, actions, bindings, shownKeys } from './bindings.ts';
import type { Explorer } from './explorer.ts';
import { type State, viewNames, views } from './state.ts';
import { switchOf } from './switch-of.ts';
import { switchKey } from './switches.ts';
import type { Subject } from './tree.ts';

/** Every key, every view and every state, from the lists that the application itself goes by. */
export function helpBlocks(unicode: boolean): readonly Block[] {
  const keys = actions.filter((action) => bindings[action].help !== '');
  return [
    { kind: 'heading', level: 1, text: ['Keys'] },
    {
      kind: 'facts',
      facts: keys.map((action) => ({ label: shownKeys(action, unicode), value: [bindings[action].help] })),
    },
    { kind: 'heading', level: 1, text: ['Views'] },
    {
      kind: 'facts',
      facts: viewNames.map((view, index) => ({
        label: `${index + 1}`,
        value: [strong(views[view].title), `: ${views[view].help}`],
      })),
    },
    { kind: 'heading', level: 1, text: ['States of a permission'] },
    {
      kind: 'facts',
      facts: Object.values(permissionStates).map(({ word, meaning }) => ({ label: word, value: [meaning] })),
    },
  ];
}

/** The keys that lead on from here, the most useful first, as many as the screen has room for: none is cut. */
export function hintContent(state: State, explorer: Explorer): Content {
  const { unicode } = explorer.input;
  let left = state.columns;
  return hintsOf(state, explorer).flatMap(([action, words], index): Content => {
    const key = shortKey(action, unicode);
    const before = index === 0 ? '' : '  ';
    left -= before.length + key.length + 1 + words.length;
    return left < 0 ? [] : [before, strong(key), muted(` ${words}`)];
  });
}

type Hint = readonly [Action, string];

function hintsOf(state: State, explorer: Explorer): readonly Hint[] {
  if (state.isTyping)
    return [
      ['read', 'keeps the search'],
      ['back', 'ends it'],
    ];
  if (state.isHelp || state.isReading) {
    return [['down', 'scroll'], ['back', 'back'], ...(state.isHelp ? [] : rowHints(state, explorer)), ['quit', 'quit']];
  }
  const filter: readonly Hint[] = state.view === 'permissions' ? [['filter', 'filter']] : [];
  const row = explorer.row(state);
  const why: readonly Hint[] = row === undefined ? [] : [['read', state.view === 'services' ? 'show' : 'why']];
  const fold: readonly Hint[] =
    row === undefined || row.node.children.length === 0 ? [] : [row.isOpen ? ['fold', 'fold'] : ['unfold', 'unfold']];
  return [
    ['help', 'help'],
    ...why,
    ...fold,
    ...rowHints(state, explorer),
    ['search', 'search'],
    ...filter,
    ['quit', 'quit'],
  ];
}

function rowHints(state: State, explorer: Explorer): readonly Hint[] {
  const subject = explorer.row(state)?.node.subject;
  if (subject === undefined) return [];
  const made = switchOf(subject, state, explorer);
  if (typeof made === 'string') return subjectHints(subject).filter(([action]) => action !== 'switch');
  const isOn = state.switches.has(switchKey(made));
  return subjectHints(subject).map((hint): Hint => (isOn && hint[0] === 'switch' ? ['switch', 'take back'] : hint));
}

function subjectHints(subject: Subject): readonly Hint[] {
  switch (subject.kind) {
    case 'permission':
      return [['switch', 'assume it']];
    case 'file':
    case 'place':
      return [
        ['switch', 'leave out'],
        ['open', 'open file'],
      ];
    case 'operation':
      return [['switch', 'leave out']];
    case 'service':
      return [['switch', 'leave out']];
    case 'unresolved':
      return [
        ['copy', 'copy comment'],
        ['open', 'open file'],
      ];
    case 'candidate':
      return [
        ['switch', 'assume it'],
        ['copy', 'copy comment'],
      ];
    case 'unmatched':
    case 'seen':
      return [['open', 'open file']];
    case 'switch':
      return [
        ['switch', 'take back'],
        ['copy', 'copy sheet'],
        ['save', 'save patch'],
      ];
    case 'group':
    case 'change':
    case 'gained':
    case 'changed':
      return [];
    default:
      return subject satisfies never;
  }
}

/** Of several keys for one thing the first that is shown. */
function shortKey(action: Action, unicode: boolean): string {
  return shownKeys(action, unicode).split(' ', 1).join('');
}
