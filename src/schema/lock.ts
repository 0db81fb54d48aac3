import { findingKindNames } from '../model/finding-kinds/index.ts';
import { effects } from '../model/operation.ts';
import type { FromSchema } from './from-schema.ts';

/** The contract of rolefit.lock.json. A reader refuses a `lockVersion` that it does not know. */
export const lockSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit lock',
  description: 'What each service was accepted to need. Written by `rolefit check --update`, read in a diff.',
  type: 'object',
  additionalProperties: false,
  required: ['lockVersion', 'services'],
  properties: {
    $schema: { type: 'string' },
    lockVersion: { description: 'The version of this contract.', const: 1 },
    services: {
      description: 'By name of the service.',
      type: 'object',
      additionalProperties: { $ref: '#/$defs/service' },
    },
  },
  $defs: {
    service: {
      type: 'object',
      additionalProperties: false,
      required: ['status', 'role', 'operations'],
      properties: {
        status: {
          description: 'lower-bound: something was not known when it was accepted.',
          enum: ['complete', 'lower-bound'],
        },
        role: {
          description: 'The accepted permissions, sorted.',
          type: 'array',
          uniqueItems: true,
          items: { type: 'string', minLength: 1 },
        },
        operations: {
          description: 'The accepted operations, sorted by path and method, and what calling each does.',
          type: 'object',
          propertyNames: {
            description: 'method and path template, e.g. "GET /rest/v1/leads.json"',
            pattern: '^[A-Z]{3,7} /',
          },
          additionalProperties: { enum: effects },
        },
        accepted: {
          description: 'By kind of finding, how many are accepted; there may be fewer, never more.',
          type: 'object',
          propertyNames: { enum: findingKindNames },
          additionalProperties: { type: 'integer', minimum: 1 },
        },
      },
    },
  },
} as const;

/** The value of a valid lock, as written. */
export type LockFile = FromSchema<typeof lockSchema>;
