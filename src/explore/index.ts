export { createExplorer, type Explorer } from './explorer.ts';
export { reportFromPublished } from './from-published.ts';
export type { ComparedWith, ExplorerInput, PlannedConfig } from './input.ts';
export { type ScreenLine, screen } from './screen.ts';
export { spoken } from './spoken.ts';
export { initialState, type Request, type State } from './state.ts';
export { createStore, type Store } from './store.ts';
