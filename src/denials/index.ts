export { type AnsweredCall, DenialTable } from './denial-table.ts';
export { longestLog, readLog, readUnnamed } from './read-log.ts';
