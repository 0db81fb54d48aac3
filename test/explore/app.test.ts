import { render } from 'ink-testing-library';
import { createElement } from 'react';
import { expect, test } from 'vitest';
import { App, paintScreen } from '../../src/explore/ui/app.ts';
import { createReportModel } from '../kit/report-model.ts';
import { explorerInput, openExplorer } from './kit.ts';

const model = createReportModel();

// Ink listens for keys once its effects have run.
const settle = () => new Promise((resolve) => setTimeout(resolve, 50));

async function open(keys: readonly string[]) {
  const store = openExplorer(explorerInput(model));
  const { stdin, lastFrame, unmount } = render(createElement(App, { store, color: false, isScreenReader: false }));
  await settle();
  for (const key of keys) {
    stdin.write(key);
    await settle();
  }
  const frame = lastFrame() ?? '';
  unmount();
  return { frame, state: store.state() };
}

test('keys of a terminal do what their names say', async () => {
  const arrows = ['\u001b[B', '\u001b[B', '\u001b[A', '\u001b[6~', '\u001b[5~'];
  expect((await open(arrows)).frame).toMatch(/^❯ {5}− unused {6}Access Admin/m);
  expect((await open(['/', 'leadx', '\u007f', '\r'])).state).toMatchObject({ query: 'lead', isTyping: false });
  expect((await open(['\t', '\u001b'])).state.isReading).toBe(false);
  expect((await open(['\t'])).state.isReading).toBe(true);
  expect((await open(['\u0003'])).state.request).toEqual({ kind: 'quit' });
});

test('what is typed faster than it is read is several keys', async () => {
  const { state } = await open(['2j /ma']);
  expect(state).toMatchObject({ view: 'files', query: 'ma', isTyping: true });
  expect(state.switches.size).toBe(1);
});

test('the selected row is marked by a sign, and by more where there is colour', () => {
  const line = [
    { text: '> row', style: 'strong' as const },
    { text: ' | rest', style: undefined },
  ];
  expect(paintScreen([{ line, selected: 1 }], false)).toBe('> row | rest');
  expect(paintScreen([{ line, selected: 1 }], true)).toBe('\u001b[7m\u001b[1m> row\u001b[22m\u001b[27m | rest');
});
