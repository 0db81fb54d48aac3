export { type LoadSourcesOptions, loadSources } from './load-sources.ts';
