import { render } from 'ink';
import { createElement } from 'react';
import type { Location } from '../../model/location.ts';
import { createExplorer } from '../explorer.ts';
import type { ExplorerInput } from '../input.ts';
import { initialState, type Request, smallest } from '../state.ts';
import { createStore, type Store } from '../store.ts';
import { App } from './app.ts';
import { clearScreen, copySequence, type Terminal, takeOver } from './terminal.ts';

export type { Terminal } from './terminal.ts';

export interface ExploreOptions {
  readonly terminal: Terminal;
  readonly color: boolean;
  readonly isScreenReader: boolean;
  /** Opens a file and comes back when it is closed; says what became of it, in a sentence, if there is something to say. */
  readonly edit: (at: Location) => Promise<string>;
  /** Writes the patch; says where. */
  readonly save: (text: string) => Promise<string>;
}

const framesPerSecond = 60;

/**
 * The explorer, from the first screen to the last key. The terminal is as it was before when this returns, and also
 * when it throws or the process ends.
 */
export async function runExplorer(input: ExplorerInput, options: ExploreOptions): Promise<void> {
  const { terminal, isScreenReader } = options;
  const store = createStore(createExplorer(input), initialState(sizeOf(terminal), input.note));
  let giveBack = takeOver(terminal, isScreenReader);
  try {
    for (;;) {
      const ended = await present(store, options);
      if (ended === 'resized') {
        store.dispatch({ kind: 'resize', ...sizeOf(terminal) });
        continue;
      }
      if (ended.kind === 'quit') return;
      if (ended.kind === 'edit') giveBack();
      const message = await perform(ended, options);
      if (ended.kind === 'edit') giveBack = takeOver(terminal, isScreenReader);
      store.dispatch({ kind: 'done', message });
    }
  } finally {
    giveBack();
  }
}

/** Shows the screen until something is asked for that it cannot do itself, or its size is another one. */
async function present(store: Store, options: ExploreOptions): Promise<Request | 'resized'> {
  const { terminal, color, isScreenReader } = options;
  if (!isScreenReader) terminal.stdout.write(clearScreen);
  const asked = nextRequest(store, terminal);
  const instance = render(createElement(App, { store, color, isScreenReader }), {
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    exitOnCtrlC: false,
    patchConsole: false,
    isScreenReaderEnabled: isScreenReader,
    maxFps: framesPerSecond,
  });
  try {
    // A view that throws ends the instance, and with it this.
    return await Promise.race([asked.request, instance.waitUntilExit().then(() => ({ kind: 'quit' }) as const)]);
  } finally {
    asked.forget();
    instance.unmount();
  }
}

function nextRequest(store: Store, { stdout }: Terminal) {
  let forget = () => {};
  const request = new Promise<Request | 'resized'>((resolve) => {
    const onResize = () => resolve('resized');
    const unsubscribe = store.subscribe(() => {
      const { request: asked } = store.state();
      if (asked !== undefined) resolve(asked);
    });
    stdout.on('resize', onResize);
    forget = () => {
      unsubscribe();
      stdout.off('resize', onResize);
    };
  });
  return { request, forget };
}

/** What becomes of a request, in a sentence. */
async function perform(
  request: Exclude<Request, { readonly kind: 'quit' }>,
  { terminal, edit, save }: ExploreOptions,
): Promise<string> {
  switch (request.kind) {
    case 'edit':
      return edit(request.at);
    case 'save':
      return save(request.text);
    case 'copy': {
      terminal.stdout.write(copySequence(request.text));
      return `Copied ${request.what}${request.text.includes('\n') ? '' : `: ${request.text}`}`;
    }
    default:
      return request satisfies never;
  }
}

function sizeOf({ stdout }: Terminal): { readonly columns: number; readonly rows: number } {
  return {
    columns: Math.max(smallest.columns, stdout.columns || 80),
    rows: Math.max(smallest.rows, stdout.rows || 24),
  };
}
