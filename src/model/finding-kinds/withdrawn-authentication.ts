import type { CallSample } from '../operation-use.ts';
import { count } from '../words.ts';
import { ofSample, somePlaces } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sourceSample, trafficSample } from './samples.ts';

/** Tokens in addresses. One for the service: whoever changes how the token is sent changes it for all calls. */
export const withdrawnAuthentication: FindingKindDefinition<'withdrawn-authentication', CallSample> = {
  kind: 'withdrawn-authentication',
  severity: 'error',
  title: 'A request carries the token in the access_token parameter',
  why: 'Proxies, logs and monitoring write addresses down, and whoever reads them there has the token.',
  help: 'Send `Authorization: Bearer` instead: Adobe withdrew the parameter on 2026-08-31, and it leaks the token into logs. Replace tokens that were sent this way.',
  topics: ['security'],
  cwe: 598,
  precision: 'very-high',
  risk: 7.5,
  about: 'call',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ calls, evidence }) =>
    `${count(calls, 'call')} to Marketo ${calls === 1 ? 'carries' : 'carry'} the token in the parameter "access_token": ${somePlaces(evidence, calls)}`,
  subject: () => [],
  evidence: ({ evidence }) => evidence,
  find: ({ services }) => services.flatMap((service) => ofSample(service, service.tokenInQuery)),
  sample: { calls: 12, evidence: [sourceSample, trafficSample] },
};
