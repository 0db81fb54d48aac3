import type { FromSchema } from '../../src/schema/index.ts';

const ids = { type: 'array', uniqueItems: true, items: { type: 'string', pattern: '^(unknown|[A-Z]+ /)' } } as const;

/** The contract of fixtures/{programs,frameworks,compiled,shapes}/<name>/truth.json: what the program sends. */
export const truthSchema = {
  title: 'truth of a program',
  type: 'object',
  additionalProperties: false,
  required: ['how', 'operations'],
  properties: {
    how: { description: 'How it is known.', enum: ['really run', 'by reasoning'] },
    node: { description: 'The version of Node.js that ran it.', type: 'string' },
    versions: {
      description: 'The versions of the packages that ran with it.',
      type: 'object',
      additionalProperties: { type: 'string' },
    },
    operations: { description: 'What it sends, or may send.', ...ids },
    dead: { description: 'What it holds and never sends.', ...ids },
    labels: {
      description: 'What the place of each operation is called.',
      type: 'object',
      additionalProperties: { type: 'string' },
    },
    status: { description: 'What the role is.', enum: ['complete', 'lower-bound'] },
    unmatched: { description: 'Calls to Marketo that no operation has.', ...ids },
    unresolved: { description: 'How many calls are open.', type: 'integer' },
  },
} as const;

export type Truth = FromSchema<typeof truthSchema>;
