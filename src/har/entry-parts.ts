/** What reading an entry is made of, for whoever makes something else of entries than exchanges. */
export { type Answer, readAnswer } from './answer.ts';
export { AttachedBodies, type FindAttached } from './attached.ts';
export { type BodyOf, bodyReader, bodyText } from './body.ts';
export { HarCounts } from './har-summary.ts';
export { findHeader } from './headers.ts';
export { copiedFrom, entryNumber } from './incomplete-copy.ts';
export { mcpHeaders, readMcpCredential } from './mcp-request.ts';
export { findCause, judgeOutcome, readMediaType, readStatus } from './outcome.ts';
export { formPairs, type Pair, queryPairs } from './parameters.ts';
export { nowhere, type Places, readPlaces } from './places.ts';
export { isClientId } from './principals.ts';
export { field, listField, textField } from './raw.ts';
export { isFromCache, type StopPoint, scanAll } from './read-har.ts';
export { isTokenPseudonym } from './recorded-secrets.ts';
export { redactPath } from './redact-path.ts';
export { isBlanked, type MarketoRequest, readRequest, withoutCutMark } from './request.ts';
export { EntryScanner, type RawEntry, type ReadingLimits, type TextOf } from './scan/index.ts';
export { readDate } from './to-exchange.ts';
