import type { ExplorerInput } from '../../src/explore/index.ts';
import {
  createExplorer,
  createStore,
  initialState,
  type ScreenLine,
  type Store,
  screen,
} from '../../src/explore/index.ts';
import type { ReportModel } from '../../src/report/index.ts';
import { createReport } from '../kit/report.ts';

export function explorerInput(model: ReportModel, over: Partial<ExplorerInput> = {}): ExplorerInput {
  return {
    report: createReport(model),
    model,
    includeUnreachable: false,
    workspacesOf: () => [],
    unicode: true,
    ...over,
  };
}

/** The explorer without a terminal: keys go in, the screen can be read. */
export function openExplorer(input: ExplorerInput, size = { columns: 80, rows: 24 }): Store {
  return createStore(createExplorer(input), initialState(size, input.note));
}

/** Presses keys by name, with blanks between them: "j l enter". */
export function press(store: Store, keys: string): Store {
  for (const key of keys.split(' ')) store.dispatch({ kind: 'key', key });
  return store;
}

/** Types into a search. */
export function typeText(store: Store, text: string): Store {
  for (const character of text) store.dispatch({ kind: 'key', key: character === ' ' ? 'space' : character });
  return store;
}

export function screenText(store: Store): string {
  return linesOf(screen(store.state(), store.explorer)).join('\n');
}

export function linesOf(lines: readonly ScreenLine[]): readonly string[] {
  return lines.map(({ line }) =>
    line
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
}

/** The rows of the list, without what stands around them. */
export function rowTexts(store: Store): readonly string[] {
  const { explorer } = store;
  const tall = { ...store.state(), rows: 300, columns: 109, isReading: false, isHelp: false };
  const amount = explorer.rows(tall).length;
  return linesOf(screen(tall, explorer))
    .slice(3, 3 + amount)
    .map((line) => line.split(' │ ', 1).join('').trimEnd());
}

export function selectedRow(store: Store): string {
  return rowTexts(store).find((line) => line.startsWith('❯')) ?? '';
}
