export type { FindAttached } from './attached.ts';
export type { Exchange, PrincipalKey } from './exchange.ts';
export type { HarSummary } from './har-summary.ts';
export type { McpTraffic } from './mcp-request.ts';
export { Principals, unknownPrincipal } from './principals.ts';
export { type HarOptions, type HarReading, readHar } from './read-har.ts';
export type { HostFamilyOf, MarketoTargets } from './request.ts';
export { type SkipReason, skipReasons } from './skip-reasons.ts';
export { toApiCall, toEvidence } from './to-api-call.ts';
