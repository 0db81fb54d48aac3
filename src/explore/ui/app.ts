import { Text, useInput } from 'ink';
import { createColors } from 'picocolors';
import { createElement, useSyncExternalStore } from 'react';
import { type Line, paint } from '../../report/document/segments.ts';
import { createPalette } from '../../report/palette.ts';
import { type ScreenLine, screen } from '../screen.ts';
import { spoken } from '../spoken.ts';
import type { Store } from '../store.ts';
import { keysOf } from './keys-of.ts';

export interface AppProps {
  readonly store: Store;
  readonly color: boolean;
  readonly isScreenReader: boolean;
}

/** Keys in, lines out: all that there is to decide is decided by the state. */
export function App({ store, color, isScreenReader }: AppProps) {
  const state = useSyncExternalStore(store.subscribe, store.state);
  useInput((input, key) => {
    for (const one of keysOf(input, key)) store.dispatch({ kind: 'key', key: one });
  });
  const text = isScreenReader
    ? spoken(state, store.explorer).join('\n')
    : paintScreen(screen(state, store.explorer), color);
  return createElement(Text, null, text);
}

/** One text for all lines: they fit already, so there is nothing left to lay out. */
export function paintScreen(lines: readonly ScreenLine[], color: boolean): string {
  const palette = createPalette(color);
  const { inverse } = createColors(color);
  const text = (line: Line) => paint(line, palette);
  return lines
    .map(({ line, selected }) =>
      selected === 0 ? text(line) : inverse(text(line.slice(0, selected))) + text(line.slice(selected)),
    )
    .join('\n');
}
