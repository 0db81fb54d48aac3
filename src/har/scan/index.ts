export type { ReadingLimits } from './element.ts';
export type { RawEntry, TextOf } from './entry-list.ts';
export { EntryScanner } from './entry-scanner.ts';
export type { LongText } from './long-text.ts';
