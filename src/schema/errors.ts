import { sourceList } from './source-list.ts';

const phrase = { type: 'string', pattern: '^\\S.*[^.\\s]$', maxLength: 200 } as const;

/** The contract of rules/errors.json: what Marketo's error codes mean, and why a call can be denied. */
export const errorsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit error codes',
  description: "Marketo's error codes in plain words, with what each says about the role.",
  type: 'object',
  additionalProperties: false,
  required: ['sources', 'errors', 'causes'],
  properties: {
    $schema: { type: 'string' },
    sources: sourceList,
    errors: {
      description: 'Sorted by code.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/error' },
    },
    causes: {
      description: 'What else than a missing permission can be behind a denied call, the likeliest first.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/cause' },
    },
  },
  $defs: {
    code: { type: 'string', pattern: '^[1-9][0-9]{2,3}$' },
    error: {
      type: 'object',
      additionalProperties: false,
      required: ['code', 'level', 'permission', 'means', 'next'],
      properties: {
        code: { $ref: '#/$defs/code' },
        level: {
          description: 'http: a status. response: of the whole call. record: of one record, or of what was asked for.',
          enum: ['http', 'response', 'record'],
        },
        permission: {
          description:
            'What the code says of the permission. missing: it may be the cause. elsewhere: it is there, but not for this partition. held: the operation itself answered, so it was there. unknown: nothing.',
          enum: ['missing', 'elsewhere', 'held', 'unknown'],
        },
        means: { description: 'Completes "the code means that". No full stop.', ...phrase },
        next: { description: 'What to do about it, as a request. No full stop.', ...phrase },
      },
    },
    cause: {
      type: 'object',
      additionalProperties: false,
      required: ['id', 'codes', 'what', 'tell', 'change'],
      properties: {
        id: { type: 'string', pattern: '^[a-z]+(-[a-z]+)*$' },
        codes: {
          description: 'The codes that it can be behind.',
          type: 'array',
          minItems: 1,
          items: { $ref: '#/$defs/code' },
        },
        paths: {
          description: 'What the paths of the operations begin with that it can be behind; all where it is left out.',
          type: 'array',
          minItems: 1,
          items: { type: 'string', pattern: '^/' },
        },
        what: phrase,
        tell: { description: 'What one sees if this is the cause.', ...phrase },
        change: { description: 'What to do then, as a request.', ...phrase },
        source: { description: 'Which of the sources says so. Left out: known from practice.', type: 'string' },
      },
    },
  },
} as const;
