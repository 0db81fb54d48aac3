import type { FromSchema } from './from-schema.ts';
import { basicsDefinitions } from './report/basics.ts';
import { blastRadiusDefinitions } from './report/blast-radius.ts';
import { callsDefinitions } from './report/calls.ts';
import { findingDefinitions } from './report/finding.ts';
import { roleDefinitions } from './report/role.ts';
import { trafficDefinitions } from './report/traffic.ts';

/** Calls of one kind, counted, with the first places. */
const callSample = {
  type: 'object',
  additionalProperties: false,
  required: ['calls', 'evidence'],
  properties: {
    calls: { $ref: '#/$defs/amount' },
    evidence: { type: 'array', items: { $ref: '#/$defs/evidence' } },
  },
} as const;

/**
 * The contract of the JSON report. Within one `schemaVersion` fields are added, never renamed, removed or given
 * another meaning.
 */
export const reportSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit report',
  description: 'The smallest role that was found for each service, the evidence for it, and what is not known.',
  type: 'object',
  additionalProperties: false,
  required: ['schemaVersion', 'tool', 'services', 'findings', 'coverage', 'inputs'],
  properties: {
    schemaVersion: { description: 'The version of this contract.', const: 1 },
    tool: {
      description: 'What wrote the report.',
      type: 'object',
      additionalProperties: false,
      required: ['name', 'version'],
      properties: { name: { const: 'rolefit' }, version: { type: 'string' } },
    },
    services: {
      description: 'One part for each principal or configured service.',
      type: 'array',
      items: { $ref: '#/$defs/service' },
    },
    findings: {
      description: 'What the reader may want to act on, the worst first.',
      type: 'array',
      items: { $ref: '#/$defs/finding' },
    },
    accepted: {
      description: 'Findings that somebody decided to live with; present where `rolefit check` wrote the report.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['finding', 'by'],
        properties: {
          finding: { $ref: '#/$defs/finding' },
          by: { description: 'baseline: counted in the lock.', enum: ['exception', 'baseline'] },
          reason: { type: 'string' },
          until: { description: 'The last day of the exception, YYYY-MM-DD.', type: 'string' },
        },
      },
    },
    coverage: {
      description: 'How many calls were seen, and of how many the operation is known.',
      type: 'object',
      additionalProperties: false,
      required: ['calls', 'followed'],
      properties: {
        calls: { $ref: '#/$defs/amount' },
        followed: { $ref: '#/$defs/amount' },
        texts: { $ref: '#/$defs/texts' },
      },
    },
    inputs: { description: 'What each input gave.', type: 'array', items: { $ref: '#/$defs/input' } },
  },
  $defs: {
    ...basicsDefinitions,
    service: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'operations', 'role', 'blastRadius', 'escalations', 'unresolved', 'unmatched'],
      properties: {
        name: { type: 'string' },
        operations: { description: 'Sorted by path, then method.', type: 'array', items: { $ref: '#/$defs/use' } },
        role: { $ref: '#/$defs/role' },
        blastRadius: { $ref: '#/$defs/blastRadius' },
        escalations: {
          description: "Why each permission of the role that allows more than reading is in it, in the dialog's order.",
          type: 'array',
          items: { $ref: '#/$defs/escalation' },
        },
        withoutOptional: {
          description: 'Operations whose failure the program survives, and the role that would be left without them.',
          type: 'object',
          additionalProperties: false,
          required: ['operations', 'permissions'],
          properties: {
            operations: { $ref: '#/$defs/operationIds' },
            permissions: { $ref: '#/$defs/permissions' },
          },
        },
        comparison: { $ref: '#/$defs/comparison' },
        unresolved: { type: 'array', items: { $ref: '#/$defs/unresolved' } },
        unmatched: { type: 'array', items: { $ref: '#/$defs/unmatched' } },
        workspaces: { $ref: '#/$defs/workspaces' },
        sources: {
          description: 'Operations by where they were seen; present where code and traffic were both analysed.',
          type: 'object',
          additionalProperties: false,
          required: ['both', 'onlyCode', 'onlyTraffic'],
          properties: {
            both: { $ref: '#/$defs/operationIds' },
            onlyCode: { description: 'Not exercised while traffic was recorded.', $ref: '#/$defs/operationIds' },
            onlyTraffic: {
              description: 'Not followed in the code, or sent by another program with the same credential.',
              $ref: '#/$defs/operationIds',
            },
          },
        },
        coverage: {
          description: 'How many of its calls were seen, and of how many the operation is known.',
          type: 'object',
          additionalProperties: false,
          required: ['calls', 'followed'],
          properties: { calls: { $ref: '#/$defs/amount' }, followed: { $ref: '#/$defs/amount' } },
        },
        tokenInQuery: {
          description: 'Calls that send their token as a parameter, which was withdrawn; evidence is a sample.',
          ...callSample,
        },
        removedApi: {
          description: 'Calls to the SOAP API, which was removed on 2026-07-31; evidence is a sample.',
          ...callSample,
        },
        bounds: { $ref: '#/$defs/bounds' },
        observed: {
          description:
            'The window over which use was seen in traffic; without dates where no entry had a readable one.',
          type: 'object',
          additionalProperties: false,
          required: ['calls'],
          properties: { calls: { $ref: '#/$defs/amount' }, from: { type: 'string' }, to: { type: 'string' } },
        },
      },
    },
    ...callsDefinitions,
    ...roleDefinitions,
    ...blastRadiusDefinitions,
    ...trafficDefinitions,
    ...findingDefinitions,
  },
} as const;

/** The report as other programs read it. */
export type PublishedReport = FromSchema<typeof reportSchema>;
