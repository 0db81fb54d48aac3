export { type CheckOptions, checkHar } from './check-har.ts';
export { type HarRedaction, type RedactOptions, redactHar } from './redact-har.ts';
