import type { Explorer } from './explorer.ts';
import { type Event, reduce } from './reduce.ts';
import type { State } from './state.ts';

/** The state with those who want to know when it changes. It outlives the screen, which goes while an editor is open. */
export interface Store {
  readonly explorer: Explorer;
  readonly state: () => State;
  readonly dispatch: (event: Event) => void;
  /** @returns how to end it */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore(explorer: Explorer, initial: State): Store {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    explorer,
    state: () => state,
    dispatch(event) {
      state = reduce(state, event, explorer);
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
