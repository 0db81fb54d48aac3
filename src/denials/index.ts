export { type AnsweredCall, DenialTable } from './denial-table.ts';
export { longestLog, readLog } from './read-log.ts';
