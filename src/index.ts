export type { ApiCall } from './model/api-call.ts';
export type { Finding } from './model/finding.ts';
export type { Report } from './model/report.ts';
