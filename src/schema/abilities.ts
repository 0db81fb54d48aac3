import type { FromSchema } from './from-schema.ts';

/** The contract of rules/abilities.json: the operations in words that a person can picture. */
export const abilitiesSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit abilities',
  description: 'What operations let the holder of a stolen credential do. Every operation stands in exactly one.',
  type: 'object',
  additionalProperties: false,
  required: ['abilities'],
  properties: {
    $schema: { type: 'string' },
    abilities: {
      description: 'The worst first; reports keep this order.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/ability' },
    },
  },
  $defs: {
    ability: {
      type: 'object',
      additionalProperties: false,
      required: ['phrase', 'operations'],
      properties: {
        phrase: {
          description:
            'Completes "a stolen credential could", e.g. "delete any lead". No comma, as several make a list, and no full stop.',
          type: 'string',
          pattern: '^[a-z][^,]*[^.,\\s]$',
          maxLength: 90,
        },
        operations: {
          description: 'Ids of operations of one effect, sorted by path, then method.',
          type: 'array',
          minItems: 1,
          uniqueItems: true,
          items: { type: 'string', pattern: '^(GET|POST|PUT|PATCH|DELETE|HEAD) /' },
        },
      },
    },
  },
} as const;

export type AbilitiesFile = FromSchema<typeof abilitiesSchema>;
