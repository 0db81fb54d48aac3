import type { CallSample } from '../operation-use.ts';
import { count } from '../words.ts';
import { ofSample, somePlaces } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sourceSample, trafficSample } from './samples.ts';

/** Calls to the SOAP API. One for the service: whoever moves to REST moves all of them. */
export const removedApi: FindingKindDefinition<'removed-api', CallSample> = {
  kind: 'removed-api',
  severity: 'error',
  title: 'A call goes to the SOAP API, which was removed',
  why: 'Adobe removed the SOAP API on 2026-07-31: the call fails, and no permission lets it through.',
  help: 'Move it to the REST API, and analyse again: what takes its place may need more permissions than are counted here.',
  topics: ['correctness'],
  precision: 'very-high',
  risk: 'none',
  about: 'call',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ calls, evidence }) =>
    `${count(calls, 'call')} to the SOAP API, which was removed on 2026-07-31: ${somePlaces(evidence, calls)}`,
  subject: () => [],
  evidence: ({ evidence }) => evidence,
  find: ({ services }) => services.flatMap((service) => ofSample(service, service.removedApi)),
  sample: { calls: 3, evidence: [sourceSample, trafficSample] },
};
