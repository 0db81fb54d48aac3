export {
  type LoadSourcesOptions,
  type LookOptions,
  loadSources,
  lookAtSources,
  type SourceLook,
} from './load-sources.ts';
