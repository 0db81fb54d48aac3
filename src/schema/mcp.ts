import type { FromSchema } from './from-schema.ts';
import { sourceList } from './source-list.ts';

const operation = { type: 'string', pattern: '^(GET|POST|PUT|PATCH|DELETE|HEAD) /' } as const;
const tool = {
  description: 'The name of the tool, as a client calls it.',
  type: 'string',
  pattern: '^[a-z][a-z0-9_]{0,63}$',
} as const;
const group = { description: "The section of Adobe's list that names it.", type: 'string', minLength: 1 } as const;
const note = {
  description: 'Why the row is what it is, where the name of the tool does not say it.',
  type: 'string',
  minLength: 1,
} as const;

/** The contract of rules/mcp.json: which operations the tools of Adobe's hosted MCP server perform. */
export const mcpSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit MCP tools',
  description: "Which operations the tools of Adobe's hosted Marketo MCP server perform.",
  type: 'object',
  additionalProperties: false,
  required: ['server', 'sources', 'tools'],
  properties: {
    $schema: { type: 'string' },
    server: {
      description: 'Where clients reach the server.',
      type: 'string',
      pattern: '^https://[a-z0-9.-]+/[a-z0-9/-]*$',
    },
    sources: sourceList,
    tools: {
      description: 'Sorted by name, each tool once.',
      type: 'array',
      minItems: 1,
      items: {
        oneOf: [{ $ref: '#/$defs/performs' }, { $ref: '#/$defs/chooses' }, { $ref: '#/$defs/unpublished' }],
      },
    },
  },
  $defs: {
    performs: {
      description: 'The tool performs these operations, all of them.',
      type: 'object',
      additionalProperties: false,
      required: ['tool', 'group', 'operations'],
      properties: {
        tool,
        group,
        operations: { type: 'array', minItems: 1, uniqueItems: true, items: operation },
        note,
      },
    },
    chooses: {
      description: 'The tool performs one of these operations: its arguments decide, or its name fits several.',
      type: 'object',
      additionalProperties: false,
      required: ['tool', 'group', 'oneOf'],
      properties: {
        tool,
        group,
        oneOf: { type: 'array', minItems: 2, uniqueItems: true, items: operation },
        note,
      },
    },
    unpublished: {
      description: 'What the tool performs is no published operation, so its permission is not known.',
      type: 'object',
      additionalProperties: false,
      required: ['tool', 'group', 'unpublished', 'note'],
      properties: {
        tool,
        group,
        unpublished: {
          type: 'object',
          additionalProperties: false,
          required: ['method', 'under'],
          properties: {
            method: { description: 'GET where the tool only reads, else POST.', enum: ['GET', 'POST'] },
            under: { description: 'What the path most likely begins with.', type: 'string', pattern: '^/rest/' },
          },
        },
        note,
      },
    },
  },
} as const;

export type McpFile = FromSchema<typeof mcpSchema>;
export type McpRow = McpFile['tools'][number];
