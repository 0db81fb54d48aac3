export { createIsApiPath } from './api-paths.ts';
export { type LogFields, parseLogFields } from './log-fields.ts';
export type { LogSummary } from './log-summary.ts';
export type { LoggedApiCall, LoggedCall, LoggedMcpCall } from './logged-call.ts';
export { type AccessLogOptions, type AccessLogReading, readAccessLog } from './read-access-log.ts';
export { type SkipReason, skipReasons } from './skip-reasons.ts';
export { toApiCall, toEvidence } from './to-api-call.ts';
