import type { FromSchema } from './from-schema.ts';

const described = {
  id: {
    description: 'Its name; the sample in fixtures/traffic/log-formats begins with it.',
    type: 'string',
    pattern: '^[a-z0-9][a-z0-9-]*$',
  },
  title: { description: 'As a report names it, behind "read as".', type: 'string', minLength: 1 },
  source: { description: 'The page that describes it.', type: 'string', pattern: '^(?:https://|docs/)' },
  checked: {
    description: 'The day on which the row and its sample were made, YYYY-MM-DD.',
    type: 'string',
    pattern: '^\\d{4}-\\d\\d-\\d\\d$',
  },
  note: { description: 'What the row leaves to be said.', type: 'string', minLength: 1 },
} as const;
const names = { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', minLength: 1 } } as const;
const signs = {
  description: 'Fields that each line of it has and that tell it from the others. A dot leads into an object.',
  type: 'array',
  uniqueItems: true,
  items: { type: 'string', minLength: 1 },
} as const;
const patterns = {
  description: 'What stands on the line, in the language of src/access-log/text-pattern.ts.',
  ...names,
} as const;

/** The contract of rules/log-formats.json: how proxies, recorders and loggers write a request. */
export const logFormatsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit log formats',
  description:
    'How lines of logs are told apart, and where they hold the parts of a request. The first row that fits is taken.',
  type: 'object',
  additionalProperties: false,
  required: ['formats'],
  properties: {
    $schema: { type: 'string' },
    formats: {
      type: 'array',
      minItems: 1,
      items: {
        oneOf: [
          { $ref: '#/$defs/record' },
          { $ref: '#/$defs/text' },
          { $ref: '#/$defs/prefix' },
          { $ref: '#/$defs/wrapper' },
        ],
      },
    },
  },
  $defs: {
    record: {
      description: 'Lines of named fields: JSON, a table with a header, or pairs of key=value.',
      type: 'object',
      additionalProperties: false,
      required: ['id', 'title', 'kind', 'source', 'checked', 'signs', 'fields'],
      properties: {
        ...described,
        kind: { const: 'record' },
        signs,
        fields: {
          description: 'Which fields hold a part of the request, the most trusted first.',
          type: 'object',
          additionalProperties: false,
          properties: {
            request: names,
            method: names,
            url: names,
            path: names,
            query: names,
            host: names,
            status: names,
            time: names,
            day: names,
            user: names,
            upstream: names,
            times: names,
          },
        },
      },
    },
    text: {
      description: 'Lines of text around a request.',
      type: 'object',
      additionalProperties: false,
      required: ['id', 'title', 'kind', 'source', 'checked', 'patterns'],
      properties: { ...described, kind: { const: 'text' }, patterns },
    },
    prefix: {
      description: 'What a collector writes in front of a line of another format.',
      type: 'object',
      additionalProperties: false,
      required: ['id', 'title', 'kind', 'source', 'checked', 'patterns'],
      properties: {
        ...described,
        kind: { const: 'prefix' },
        patterns,
        weak: { description: 'A text format that begins alike wins.', type: 'boolean' },
      },
    },
    wrapper: {
      description: 'An object with a field that holds a line of another format.',
      type: 'object',
      additionalProperties: false,
      required: ['id', 'title', 'kind', 'source', 'checked', 'signs', 'content'],
      properties: {
        ...described,
        kind: { const: 'wrapper' },
        signs,
        content: { description: 'The field that holds the line.', type: 'string', minLength: 1 },
      },
    },
  },
} as const;

export type LogFormatsFile = FromSchema<typeof logFormatsSchema>;
