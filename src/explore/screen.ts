import { count } from '../model/words.ts';
import { type Content, muted, strong } from '../report/document/block.ts';
import { cutLine, type Line, padLine, toLine } from '../report/document/segments.ts';
import { layoutBlocks } from '../report/document/to-text.ts';
import { detailBlocks } from './detail.ts';
import type { Explorer } from './explorer.ts';
import { helpBlocks, hintContent } from './help.ts';
import { rowLine, signOf } from './row-line.ts';
import { type State, viewNames, views } from './state.ts';

/** A line of the screen: escaped, and no wider than it. */
export interface ScreenLine {
  readonly line: Line;
  /** How many of its segments, from the first, belong to the selected row. */
  readonly selected: number;
}

/** From this many columns on, list and details stand side by side. */
const wideFrom = 110;
const headLines = 3;
const footLines = 2;

/**
 * The whole screen, one line fewer than the terminal has so that it never scrolls. Only what is visible is made: of
 * five thousand rows those that fit.
 */
export function screen(state: State, explorer: Explorer): readonly ScreenLine[] {
  const body = state.isHelp ? helpLines(state, explorer) : bodyLines(state, explorer);
  const lines = [...headOf(state, explorer), ...body, ...footOf(state, explorer)];
  return lines.map((one) => ({ ...one, line: cutLine(one.line, state.columns, ellipsisOf(explorer)) }));
}

/** How far what is read can be scrolled. */
export function scrollLimit(state: State, explorer: Explorer): number {
  const lines = state.isHelp ? helpText(state, explorer) : detailText(state, explorer);
  const { detail } = measure(state);
  return Math.max(0, lines.length - (state.isHelp ? bodyHeight(state) : detail.height));
}

function bodyLines(state: State, explorer: Explorer): readonly ScreenLine[] {
  const { list, detail, isWide } = measure(state);
  const details = fill(detailText(state, explorer), state.scroll, detail.height);
  if (list.height === 0) return details.map(plain);
  const rows = listLines(state, explorer, list);
  if (!isWide) return [...rows, plain(divider(state, explorer)), ...details.map(plain)];
  return rows.map(({ line, selected }, index) => ({
    line: [...padLine(line, list.width), { text: bar(explorer), style: 'muted' as const }, ...(details[index] ?? [])],
    selected,
  }));
}

interface Part {
  readonly width: number;
  readonly height: number;
}

/** Reading on a narrow screen gives the details all of it. */
function measure(state: State): { readonly list: Part; readonly detail: Part; readonly isWide: boolean } {
  const height = bodyHeight(state);
  const { columns } = state;
  if (columns >= wideFrom) {
    const left = Math.floor(columns * 0.48);
    return { list: { width: left, height }, detail: { width: columns - left - 3, height }, isWide: true };
  }
  if (state.isReading) {
    return { list: { width: columns, height: 0 }, detail: { width: columns, height }, isWide: false };
  }
  const top = Math.ceil((height - 1) / 2);
  return {
    list: { width: columns, height: top },
    detail: { width: columns, height: height - 1 - top },
    isWide: false,
  };
}

function bodyHeight({ rows }: State): number {
  return rows - 1 - headLines - footLines;
}

function listLines(state: State, explorer: Explorer, { width, height }: Part): readonly ScreenLine[] {
  const rows = explorer.rows(state);
  if (rows.length === 0) return [plain(toLine([muted(emptyText(state))], '')), ...blank(height - 1)];
  const at = explorer.position(state);
  const top = Math.max(0, Math.min(at - Math.floor(height / 2), rows.length - height));
  const shown = rows.slice(top, top + height).map((row, index): ScreenLine => {
    const isSelected = top + index === at;
    const line = rowLine(row, isSelected, state, explorer, width);
    return { line, selected: isSelected ? line.length : 0 };
  });
  return [...shown, ...blank(height - shown.length)];
}

function emptyText({ query, view }: State): string {
  if (query !== '') return '  Nothing matches. Esc ends the search.';
  if (view === 'plan') return '  Nothing is switched yet. Space switches a row of the other views.';
  if (view === 'compare') return '  Nothing to compare: pass two reports, or --compare with an earlier one.';
  if (view === 'open') return '  Every call is known.';
  return '  Nothing here.';
}

const details = new WeakMap<State, readonly Line[]>();

/** The details of the selected row, laid out once for a state: they are asked for to paint and to scroll. */
function detailText(state: State, explorer: Explorer): readonly Line[] {
  const known = details.get(state);
  if (known !== undefined) return known;
  const row = explorer.row(state);
  const { unicode } = explorer.input;
  const lines =
    row === undefined
      ? []
      : layoutBlocks(detailBlocks(row.node.subject, state, explorer), { width: measure(state).detail.width, unicode });
  details.set(state, lines);
  return lines;
}

function helpText({ columns }: State, { input: { unicode } }: Explorer): readonly Line[] {
  return layoutBlocks(helpBlocks(unicode), { width: columns, unicode });
}

function helpLines(state: State, explorer: Explorer): readonly ScreenLine[] {
  return fill(helpText(state, explorer), state.scroll, bodyHeight(state)).map(plain);
}

/** Exactly so many lines, from a place on. */
function fill(lines: readonly Line[], from: number, height: number): readonly Line[] {
  const shown = lines.slice(from, from + Math.max(0, height));
  return [...shown, ...Array.from({ length: Math.max(0, height - shown.length) }, (): Line => [])];
}

function headOf(state: State, explorer: Explorer): readonly ScreenLine[] {
  return [title(state, explorer), tabs(state, explorer), status(state, explorer)].map((content) =>
    plain(toLine(content, ellipsisOf(explorer))),
  );
}

function title(state: State, explorer: Explorer): Content {
  const service = explorer.service(state);
  const { services } = explorer.input.report;
  if (service === undefined) return [strong('rolefit explore'), '  no service was found'];
  const which = services.length > 1 ? ` (${state.service + 1} of ${services.length}, s: next)` : '';
  const { status, permissions } = service.role;
  const amount = count(permissions.length, 'permission');
  const role = status === 'complete' ? `minimal role: ${amount}` : `lower bound: at least ${amount}`;
  const planned = explorer.whatIf(state, service);
  return [
    'rolefit  service ',
    strong(service.name),
    `${which}  ${role}`,
    ...(planned === undefined
      ? []
      : [{ text: `  what-if: ${count(planned.boxes.length, 'permission')}`, style: 'warn' as const }]),
  ];
}

function tabs(state: State, explorer: Explorer): Content {
  const service = explorer.service(state);
  const open = (service?.unresolved.length ?? 0) + (service?.unmatched.length ?? 0);
  const counts: Partial<Record<State['view'], number>> = { open, plan: state.switches.size };
  return viewNames
    .filter((view) => view !== 'compare' || explorer.input.compared !== undefined)
    .map((view) => {
      const amount = counts[view] ?? 0;
      const text = `${viewNames.indexOf(view) + 1} ${views[view].title}${amount === 0 ? '' : ` (${amount})`}`;
      return view === state.view ? strong(`[${text}] `) : muted(` ${text}  `);
    });
}

function status(state: State, explorer: Explorer): Content {
  const rows = explorer.rows(state);
  const place = rows.length === 0 ? 'no rows' : `row ${explorer.position(state) + 1} of ${rows.length}`;
  const search: Content =
    state.query === '' && !state.isTyping ? [] : ['   search: ', strong(`${state.query}${state.isTyping ? '_' : ''}`)];
  const filter = state.view === 'permissions' ? [muted('   showing: '), `${state.filter}`] : [];
  return [muted(place), ...filter, ...search];
}

function footOf(state: State, explorer: Explorer): readonly ScreenLine[] {
  const { message } = state;
  return [
    plain(toLine(message === '' ? [] : [{ text: message, style: 'warn' }], ellipsisOf(explorer))),
    plain(toLine(hintContent(state, explorer), ellipsisOf(explorer))),
  ];
}

function divider({ columns }: State, { input: { unicode } }: Explorer): Line {
  return [{ text: (unicode ? '─' : '-').repeat(columns), style: 'muted' }];
}

function bar({ input: { unicode } }: Explorer): string {
  return unicode ? ' │ ' : ' | ';
}

function blank(lines: number): readonly ScreenLine[] {
  return Array.from({ length: Math.max(0, lines) }, () => plain([]));
}

function plain(line: Line): ScreenLine {
  return { line, selected: 0 };
}

function ellipsisOf({ input: { unicode } }: Explorer): string {
  return signOf('ellipsis', unicode);
}
