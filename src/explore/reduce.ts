import { type Action, actionOf } from './bindings.ts';
import { type Explorer, selectionKey } from './explorer.ts';
import { planMessage } from './plan-message.ts';
import { copyRequest, editRequest, saveRequest } from './requests.ts';
import { scrollLimit } from './screen.ts';
import { filters, type State, smallest, type View, viewNames } from './state.ts';
import { switchOf } from './switch-of.ts';
import { toggleSwitch } from './switches.ts';

/** What reaches the application from outside. */
export type Event =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'resize'; readonly columns: number; readonly rows: number }
  /** What became of a request. */
  | { readonly kind: 'done'; readonly message: string };

/** The state after an event. Pure: what is to happen outside stands in `request`. */
export function reduce(state: State, event: Event, explorer: Explorer): State {
  const { request: _done, ...rest } = state;
  if (event.kind === 'done') return { ...rest, message: event.message };
  if (event.kind === 'resize') {
    const { columns, rows } = event;
    return { ...rest, columns: Math.max(columns, smallest.columns), rows: Math.max(rows, smallest.rows) };
  }
  const next: State = { ...rest, message: '' };
  if (next.isTyping) return type(next, event.key, explorer);
  const action = actionOf(event.key);
  return action === undefined ? next : handlers[action](next, explorer);
}

type Handler = (state: State, explorer: Explorer) => State;

const handlers: Readonly<Record<Action, Handler>> = {
  down: (state, explorer) => move(state, explorer, 1),
  up: (state, explorer) => move(state, explorer, -1),
  pageDown: (state, explorer) => move(state, explorer, pageOf(state)),
  pageUp: (state, explorer) => move(state, explorer, -pageOf(state)),
  first: (state, explorer) => move(state, explorer, Number.NEGATIVE_INFINITY),
  last: (state, explorer) => move(state, explorer, Number.POSITIVE_INFINITY),
  unfold,
  fold,
  read,
  search: (state) => ({ ...state, isTyping: true, isReading: false, isHelp: false, scroll: 0 }),
  filter: (state) => turnFilter(state, 1),
  filterBack: (state) => turnFilter(state, -1),
  switch: toggle,
  reset: (state) => ({ ...state, switches: new Map(), message: 'Everything is as it was analysed.' }),
  open: (state, explorer) => withRequest(state, editRequest(state, explorer), 'This row stands at no line of a file.'),
  copy: (state, explorer) => withRequest(state, copyRequest(state, explorer), 'There is nothing to copy here.'),
  save: (state, explorer) =>
    withRequest(state, saveRequest(state, explorer), 'Nothing is switched: Space switches a row.'),
  nextService: (state, { input }) => toService(state, (state.service + 1) % Math.max(1, input.report.services.length)),
  view1: (state) => toView(state, 0),
  view2: (state) => toView(state, 1),
  view3: (state) => toView(state, 2),
  view4: (state) => toView(state, 3),
  view5: (state) => toView(state, 4),
  view6: (state) => toView(state, 5),
  back,
  help: (state) => ({ ...state, isHelp: !state.isHelp, scroll: 0 }),
  quit: (state) => ({ ...state, request: { kind: 'quit' } }),
};

/** Keys of a search: what is typed narrows the list at once. */
function type(state: State, key: string, explorer: Explorer): State {
  if (key === 'enter' || key === 'escape') {
    return { ...state, isTyping: false, query: key === 'escape' ? '' : state.query };
  }
  if (key === 'ctrl+c') return { ...state, request: { kind: 'quit' } };
  if (key === 'backspace') return { ...state, query: [...state.query].slice(0, -1).join('') };
  if (key === 'down' || key === 'up') return move(state, explorer, key === 'down' ? 1 : -1);
  const typed = key === 'space' ? ' ' : key;
  return [...typed].length === 1 ? { ...state, query: state.query + typed } : state;
}

function move(state: State, explorer: Explorer, by: number): State {
  if (state.isHelp || state.isReading) {
    return { ...state, scroll: Math.max(0, Math.min(scrollLimit(state, explorer), state.scroll + by)) };
  }
  const rows = explorer.rows(state);
  const to = Math.min(rows.length - 1, Math.max(0, explorer.position(state) + by));
  return select(state, rows[to]?.node.id);
}

function select(state: State, id: string | undefined): State {
  if (id === undefined) return state;
  return { ...state, scroll: 0, selected: { ...state.selected, [selectionKey(state)]: id } };
}

function unfold(state: State, explorer: Explorer): State {
  const row = explorer.row(state);
  if (row === undefined || state.isReading) return state;
  if (row.isOpen) return move(state, explorer, 1);
  return row.node.children.length === 0 ? state : turn(state, row.node.id);
}

function fold(state: State, explorer: Explorer): State {
  const row = explorer.row(state);
  if (state.isReading) return back(state);
  if (row === undefined) return state;
  return row.isOpen && state.query === '' ? turn(state, row.node.id) : select(state, row.parent);
}

function turn(state: State, id: string): State {
  const folds = new Set(state.folds);
  if (!folds.delete(id)) folds.add(id);
  return { ...state, folds };
}

function read(state: State, explorer: Explorer): State {
  const subject = explorer.row(state)?.node.subject;
  if (state.isHelp) return { ...state, isHelp: false, scroll: 0 };
  if (state.view === 'services' && subject?.kind === 'service') {
    return toView(toService(state, explorer.input.report.services.indexOf(subject.service)), 0);
  }
  return subject === undefined ? state : { ...state, isReading: !state.isReading, scroll: 0 };
}

function back(state: State): State {
  if (state.isHelp) return { ...state, isHelp: false, scroll: 0 };
  if (state.isReading) return { ...state, isReading: false, scroll: 0 };
  return { ...state, query: '' };
}

function turnFilter(state: State, by: number): State {
  const at = (filters.indexOf(state.filter) + by + filters.length) % filters.length;
  return { ...state, filter: filters[at] ?? 'relevant', scroll: 0 };
}

function toggle(state: State, explorer: Explorer): State {
  const row = explorer.row(state);
  if (row === undefined) return { ...state, message: 'There is nothing to switch here.' };
  const answer = switchOf(row.node.subject, state, explorer);
  if (typeof answer === 'string') return { ...state, message: answer };
  const next = { ...state, switches: toggleSwitch(state.switches, answer) };
  return { ...next, message: planMessage(answer, next, explorer) };
}

function withRequest(state: State, request: State['request'] | string, otherwise: string): State {
  if (typeof request === 'string') return { ...state, message: request };
  return request === undefined ? { ...state, message: otherwise } : { ...state, request };
}

function toService(state: State, service: number): State {
  return { ...state, service, scroll: 0, isReading: false };
}

function toView(state: State, position: number): State {
  const view: View = viewNames[position] ?? state.view;
  return { ...state, view, isReading: false, isHelp: false, scroll: 0, query: '' };
}

function pageOf({ rows }: State): number {
  return Math.max(1, Math.floor(rows / 2) - 4);
}
