import type { FromSchema } from './from-schema.ts';

const seconds = { type: 'number', exclusiveMinimum: 0, maximum: 86_400 } as const;
const many = { type: 'integer', minimum: 0, maximum: 1_000_000 } as const;
const atLeastOne = { type: 'integer', minimum: 1, maximum: 1_000_000 } as const;

const call = {
  description:
    'An operation ("POST /rest/v1/leads.json", with the parameters of its path or with values), or "*" for all.',
  type: 'string',
  pattern: '^(\\*|(GET|POST|PUT|PATCH|DELETE|HEAD) /.*)$',
  maxLength: 500,
} as const;

/** The contract of a scenario: what `rolefit serve` and `rolefit verify` play. */
export const scenarioSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit scenario',
  description: 'What the local stand-in of Marketo plays: who may sign in, what fails and when, what is answered.',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    seed: { description: 'Chooses the made-up data: the same number gives the same.', ...many },
    records: { description: 'How many records of each kind there are.', ...many },
    tokenSeconds: { description: 'How long a token lives.', ...seconds },
    clients: {
      description: 'The Custom Services that may sign in; any may, where none is named.',
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id'],
        properties: {
          id: { description: 'The client id.', type: 'string', minLength: 1, maxLength: 200 },
          secret: {
            description: 'The client secret; any will do without.',
            type: 'string',
            minLength: 1,
            maxLength: 200,
          },
          user: { description: 'The name of its API-Only user.', type: 'string', minLength: 1, maxLength: 200 },
          role: {
            description: 'What its user may do; that of --role without. Names as in the role dialog.',
            type: 'array',
            items: { type: 'string', minLength: 1 },
          },
          tokenSeconds: { description: 'How long its tokens live.', ...seconds },
          partitions: {
            description: 'The partitions that its user may use (1008 for others); all without.',
            type: 'array',
            items: { type: 'string', minLength: 1, maxLength: 100 },
          },
        },
      },
    },
    faults: {
      description: 'Errors that calls get whatever the role; the first that is due.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['call', 'code'],
        properties: {
          call,
          client: { description: 'Only calls of this client id.', type: 'string', minLength: 1 },
          code: {
            description: 'The error code, such as "603", "602" or "606"; with "1008" each record is skipped.',
            type: 'string',
            pattern: '^\\d{3,4}$',
          },
          message: { description: "Its message; Marketo's own without.", type: 'string', maxLength: 1_000 },
          after: { description: 'So many such calls are answered as usual first.', ...many },
          times: { description: 'So many fail then; all without.', ...atLeastOne },
        },
      },
    },
    answers: {
      description: 'What operations answer in place of made-up data.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['call'],
        properties: {
          call,
          result: { description: 'The result of the envelope.', type: 'array' },
          more: { description: 'Further fields of the envelope, such as nextPageToken.', type: 'object' },
          file: { description: 'The file that a download gives.', type: 'string' },
        },
      },
    },
    limits: {
      description: 'Limits of the subscription.',
      type: 'object',
      additionalProperties: false,
      properties: {
        rate: {
          description: 'So many calls of one user in so many seconds; 606 beyond.',
          type: 'object',
          additionalProperties: false,
          required: ['calls', 'seconds'],
          properties: { calls: atLeastOne, seconds },
        },
        concurrent: { description: 'So many calls of one user at once; 615 beyond.', ...atLeastOne },
        quota: { description: 'So many calls in all; 607 beyond.', ...atLeastOne },
      },
    },
  },
} as const;

export type ScenarioFile = FromSchema<typeof scenarioSchema>;
