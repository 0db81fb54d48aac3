export { followOnce } from './analysis-cache.ts';
export { type CacheRefusal, refusals } from './cache-store.ts';
export { type Collected, collectRemembered, type Memory, noMemory } from './remember.ts';
export { SourceCache } from './source-cache.ts';
