import { findingKindNames } from '../../model/finding-kinds/index.ts';

/** What the reader may want to act on, and what each input gave. Definitions of the report's JSON Schema. */
export const findingDefinitions = {
  finding: {
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'severity', 'confidence', 'message'],
    properties: {
      kind: { enum: findingKindNames },
      severity: { enum: ['note', 'warning', 'error'] },
      confidence: {
        description: 'exact: read off the input. inferred: one thing was concluded. partial: something is unknown.',
        enum: ['exact', 'inferred', 'partial'],
      },
      service: { description: 'Absent where it is about an input.', type: 'string' },
      message: { description: 'One sentence.', type: 'string' },
      location: {
        type: 'object',
        additionalProperties: false,
        required: ['file'],
        properties: {
          file: { $ref: '#/$defs/file' },
          line: { $ref: '#/$defs/position' },
          column: { $ref: '#/$defs/position' },
        },
      },
    },
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['file', 'kind', 'read', 'calls', 'skipped', 'complete'],
    properties: {
      file: { $ref: '#/$defs/file' },
      kind: { enum: ['traffic', 'source'] },
      read: { description: 'Entries or files looked at.', type: 'integer', minimum: 0 },
      calls: { description: 'Calls to Marketo among them.', type: 'integer', minimum: 0 },
      skipped: {
        description: 'What was left out, by reason.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['reason', 'count'],
          properties: { reason: { type: 'string' }, count: { $ref: '#/$defs/amount' } },
        },
      },
      complete: { type: 'boolean' },
      texts: { description: 'Of code.', $ref: '#/$defs/texts' },
      modulesNotRead: {
        description: 'Modules that the code imports and that were not read, though they may call Marketo.',
        $ref: '#/$defs/amount',
      },
      problem: { description: 'Why it is not complete.', type: 'string' },
      from: { description: 'When the first recorded call began, ISO 8601 in UTC.', type: 'string' },
      to: { description: 'When the last recorded call began.', type: 'string' },
      secrets: {
        description: 'In how many calls it holds a client secret, and a token, as they were sent.',
        type: 'object',
        additionalProperties: false,
        required: ['clientSecrets', 'tokens'],
        properties: { clientSecrets: { $ref: '#/$defs/amount' }, tokens: { $ref: '#/$defs/amount' } },
      },
      notes: {
        description: 'What was concluded about the input, in sentences.',
        type: 'array',
        items: { type: 'string' },
      },
      entries: {
        description:
          'The modules where the program was taken to begin, by reason. Absent for traffic, and for a program so large that not all of its modules were read.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['reason', 'count', 'files'],
          properties: {
            reason: { description: 'Why, e.g. "bin of package.json", "imported by no module".', type: 'string' },
            count: { $ref: '#/$defs/amount' },
            files: { description: 'The first of them.', type: 'array', items: { $ref: '#/$defs/file' } },
          },
        },
      },
    },
  },
} as const;
