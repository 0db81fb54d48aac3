/** Where the facts of a file come from. Part of the schemas of rules/clients and rules/sdks. */
export const sourceList = {
  description: 'What the file was written from.',
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['what', 'url'],
    properties: {
      what: {
        description: 'The document or package, with its version where that matters.',
        type: 'string',
        minLength: 1,
      },
      url: { type: 'string', pattern: '^https://' },
      checked: {
        description: 'The day it was read, as YYYY-MM-DD. Left out: written from general knowledge, still to be read.',
        type: 'string',
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      },
    },
  },
} as const;
