import type { FromSchema } from './from-schema.ts';

/** The contract of rules/<area>.json: the operations of one area of the API and what each source says they need. */
export const rulesSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit rules',
  description: 'Operations of one area of the Marketo API, what they need, and who says so.',
  type: 'object',
  additionalProperties: false,
  required: ['area', 'host', 'operations'],
  properties: {
    $schema: { type: 'string' },
    area: { description: 'The name of the file, without .json.', type: 'string', pattern: '^[a-z]+(-[a-z]+)*$' },
    host: {
      description: "rest: the subscription's own host. ingestion: the shared data ingestion host.",
      enum: ['rest', 'ingestion'],
    },
    operations: {
      description: 'Sorted by path, then method.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/operation' },
    },
  },
  $defs: {
    operation: {
      type: 'object',
      additionalProperties: false,
      required: ['method', 'path', 'name', 'group', 'requires', 'effect', 'personalData', 'claims', 'agreement'],
      properties: {
        method: { description: 'The HTTP method.', enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] },
        path: { $ref: '#/$defs/path' },
        name: { description: "The operation's name in Adobe's reference.", type: 'string', minLength: 1 },
        group: { description: "The section of Adobe's reference it stands in.", type: 'string', minLength: 1 },
        operationId: { description: 'The operationId of the OpenAPI specification.', type: 'string', minLength: 1 },
        requires: {
          description: "What rolefit goes by: the specification's claim where it has one.",
          $ref: '#/$defs/requirement',
        },
        effect: {
          description: 'What a call does, the worst last; rules/README.md says how it is decided.',
          enum: ['read', 'write', 'execute', 'delete', 'admin'],
        },
        personalData: { description: 'Whether it can read or change personal data.', type: 'boolean' },
        acrossWorkspaces: { description: "Whether it reaches every workspace, whatever the role's.", type: 'boolean' },
        superseded: { description: "Whether Adobe's reference names a newer operation for it.", type: 'boolean' },
        parameters: {
          description: 'Names of its query and form parameters.',
          type: 'array',
          uniqueItems: true,
          items: { type: 'string', minLength: 1 },
        },
        aliases: {
          description: 'Wrong spellings of the path that a source prints and that mean only this operation.',
          type: 'array',
          minItems: 1,
          items: { $ref: '#/$defs/alias' },
        },
        claims: { description: 'What each source says.', type: 'array', minItems: 1, items: { $ref: '#/$defs/claim' } },
        agreement: {
          description:
            'How the claims of the specification and of the endpoint table relate; the lint computes it too.',
          enum: ['single', 'same', 'overlap', 'conflict'],
        },
      },
    },
    path: {
      description:
        'A path template from the root of the host, a parameter only at the start of a segment, e.g. "/rest/v1/lead/{leadId}.json".',
      type: 'string',
      pattern: '^(/([A-Za-z0-9._-]+|\\{[A-Za-z]+\\}[A-Za-z0-9._-]*))+$',
      maxLength: 300,
    },
    source: { enum: ['spec', 'endpoint-table', 'guide'] },
    requirement: {
      description:
        'A permission name, { "anyOf": [...] }, { "allOf": [...] }, or { "when": { "parameter": ... }, "then": ... }.',
      oneOf: [
        { type: 'string', minLength: 1 },
        { $ref: '#/$defs/allOf' },
        { $ref: '#/$defs/anyOf' },
        { $ref: '#/$defs/when' },
      ],
    },
    allOf: {
      type: 'object',
      additionalProperties: false,
      required: ['allOf'],
      properties: { allOf: { type: 'array', items: { $ref: '#/$defs/requirement' } } },
    },
    anyOf: {
      type: 'object',
      additionalProperties: false,
      required: ['anyOf'],
      properties: { anyOf: { type: 'array', minItems: 1, items: { $ref: '#/$defs/requirement' } } },
    },
    when: {
      type: 'object',
      additionalProperties: false,
      required: ['when', 'then'],
      // biome-ignore lint/suspicious/noThenProperty: the word of the model's When; a schema is never awaited.
      properties: { when: { $ref: '#/$defs/condition' }, then: { $ref: '#/$defs/requirement' } },
    },
    condition: {
      description: 'The request passes this query or form parameter.',
      type: 'object',
      additionalProperties: false,
      required: ['parameter'],
      properties: { parameter: { type: 'string', minLength: 1 } },
    },
    alias: {
      type: 'object',
      additionalProperties: false,
      required: ['path', 'source'],
      properties: { path: { $ref: '#/$defs/path' }, source: { $ref: '#/$defs/source' } },
    },
    claim: {
      type: 'object',
      additionalProperties: false,
      required: ['source', 'checked'],
      properties: {
        source: { $ref: '#/$defs/source' },
        requires: { description: 'Left out where the source names no permission.', $ref: '#/$defs/requirement' },
        path: { description: "The source's path, where it differs.", $ref: '#/$defs/path' },
        note: {
          description: 'Why a path that differs is no alias, or what else one must know.',
          type: 'string',
          minLength: 1,
        },
        checked: {
          description: 'The day the source was read, as YYYY-MM-DD.',
          type: 'string',
          pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        },
      },
    },
  },
} as const;

/** The value of a valid rule file. */
export type RuleFile = FromSchema<typeof rulesSchema>;
/** One operation of a rule file. */
export type OperationRow = RuleFile['operations'][number];
/** One source's claim in a rule file. */
export type ClaimRow = OperationRow['claims'][number];
/** A requirement as a rule file writes it: permission names are not checked yet. */
export type RequirementRow = OperationRow['requires'];
