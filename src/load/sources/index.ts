export { loadSources, lookAtSources } from './load-sources.ts';
export type { LoadSourcesOptions, LookOptions, SourceLook } from './look-options.ts';
