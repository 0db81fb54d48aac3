import type { FromSchema } from './from-schema.ts';

const position = { type: 'integer', minimum: 1 } as const;
const place = { file: { type: 'string' }, line: position, column: position } as const;

/**
 * What `rolefit diff` reads of a JSON report. Unlike the report's own contract it lets other fields be, so that a
 * report of a newer rolefit with the same `schemaVersion` can still be compared. No file: it is part of that contract.
 */
export const comparedReportSchema = {
  type: 'object',
  required: ['schemaVersion', 'services'],
  properties: {
    schemaVersion: { description: 'The version of the report that this rolefit reads: 1.', const: 1 },
    services: { type: 'array', items: { $ref: '#/$defs/service' } },
  },
  $defs: {
    service: {
      type: 'object',
      required: ['name', 'operations', 'role'],
      properties: {
        name: { type: 'string' },
        operations: {
          type: 'array',
          items: {
            type: 'object',
            required: ['id', 'effect', 'evidence'],
            properties: {
              id: { type: 'string' },
              effect: { enum: ['read', 'write', 'execute', 'delete', 'admin'] },
              evidence: { type: 'array', items: { $ref: '#/$defs/evidence' } },
            },
          },
        },
        role: {
          type: 'object',
          required: ['status', 'permissions', 'certificate'],
          properties: {
            status: { enum: ['complete', 'lower-bound'] },
            permissions: {
              type: 'array',
              items: {
                type: 'object',
                required: ['name', 'because'],
                properties: { name: { type: 'string' }, because: { type: 'array', items: { type: 'string' } } },
              },
            },
            certificate: {
              type: 'array',
              items: { type: 'object', required: ['operation'], properties: { operation: { type: 'string' } } },
            },
          },
        },
      },
    },
    evidence: {
      oneOf: [
        {
          type: 'object',
          required: ['kind', 'file', 'line', 'column', 'chain'],
          properties: {
            kind: { const: 'source' },
            ...place,
            chain: {
              type: 'array',
              items: {
                type: 'object',
                required: ['file', 'line', 'column', 'label'],
                properties: { ...place, label: { type: 'string' } },
              },
            },
          },
        },
        {
          type: 'object',
          required: ['kind', 'file', 'entry', 'outcome'],
          properties: {
            kind: { const: 'traffic' },
            file: { type: 'string' },
            entry: { type: 'integer', minimum: 0 },
            unit: { const: 'line' },
            outcome: { enum: ['allowed', 'denied', 'attempted'] },
          },
        },
      ],
    },
  },
} as const;

/** A JSON report as far as two of them are compared. */
export type ComparedReport = FromSchema<typeof comparedReportSchema>;
