import type { FromSchema } from './from-schema.ts';
import { sourceList } from './source-list.ts';

const names = { type: 'array', uniqueItems: true, items: { type: 'string', minLength: 1 } } as const;
const index = { type: 'integer', minimum: 0, maximum: 9 } as const;
const operations = {
  description: 'Operation ids, e.g. "GET /rest/v1/leads.json".',
  type: 'array',
  uniqueItems: true,
  items: { type: 'string', pattern: '^(GET|POST|PUT|PATCH|DELETE|HEAD) /' },
} as const;

/** The contract of rules/sdks/<sdk>.json: a Marketo SDK, and which operations its methods call. */
export const sdksSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit Marketo SDK',
  description: 'A Marketo SDK: which of its methods call which operations.',
  type: 'object',
  additionalProperties: false,
  required: ['sdk', 'sources', 'modules', 'exports', 'methods'],
  properties: {
    $schema: { type: 'string' },
    sdk: { description: 'The name of the file, without .json.', type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
    language: {
      description: 'The language of the programs that use it; left out: JavaScript.',
      enum: ['python', 'go', 'ruby', 'php'],
    },
    sources: sourceList,
    modules: { description: 'What programs import: the package, and forks with the same methods.', ...names },
    exports: { description: 'Export names that are the client; "default" for the module itself.', ...names },
    missingOperations: {
      ...operations,
      description: 'Operations that the package calls although the rules do not know them: reported as unmatched.',
    },
    methods: {
      description: 'By path from the client, e.g. "lead.find". A call of one that is missing here is an open call.',
      type: 'object',
      minProperties: 1,
      additionalProperties: { $ref: '#/$defs/method' },
    },
  },
  $defs: {
    method: {
      type: 'object',
      additionalProperties: false,
      required: ['operations'],
      properties: {
        operations: {
          ...operations,
          description:
            'All operations that the method calls, whatever its arguments are; none for one that sends nothing.',
        },
        names: { description: 'What the first arguments are called, where they may be given by name.', ...names },
        byName: {
          ...index,
          description:
            'The argument that names another method of the client, which is then called. Not known: an open call.',
        },
        byArgument: { $ref: '#/$defs/byArgument' },
        passThrough: { $ref: '#/$defs/passThrough' },
      },
    },
    byArgument: {
      description: 'Operations that a textual argument, or a property of it, picks.',
      type: 'object',
      additionalProperties: false,
      required: ['index', 'operations'],
      properties: {
        index,
        property: { type: 'string', minLength: 1 },
        operations: {
          description: 'By the text; "default" for an argument that is left out or any other.',
          type: 'object',
          minProperties: 1,
          additionalProperties: operations,
        },
      },
    },
    passThrough: {
      description: 'The path comes from the caller.',
      type: 'object',
      additionalProperties: false,
      required: ['path', 'method'],
      properties: {
        path: index,
        isWhole: { description: 'The path begins with /rest or /bulk, not behind it.', type: 'boolean' },
        method: {
          description: 'A fixed method, or the argument that names it.',
          oneOf: [index, { enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] }],
        },
      },
    },
  },
} as const;

/** The value of a valid file of rules/sdks. */
export type SdkFile = FromSchema<typeof sdksSchema>;
