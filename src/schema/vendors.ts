import type { FromSchema } from './from-schema.ts';

const slug = '^[a-z0-9]+(-[a-z0-9]+)*$';
const asks = {
  description: 'Names of permissions and of groups whose own box is to be ticked, spelled as the guide spells them.',
  type: 'array',
  minItems: 1,
  uniqueItems: true,
  items: { type: 'string', minLength: 1, maxLength: 100 },
} as const;
const certainty = {
  description:
    'exact: a list to follow. example: the guide gives examples only. ambiguous: it can be read in more ways.',
  enum: ['exact', 'example', 'ambiguous'],
} as const;
const note = {
  description: 'What a reader of the list has to know, in our own words.',
  type: 'string',
  minLength: 1,
} as const;

/** The contract of rules/vendors/<vendor>.json: which permissions a vendor tells its customers to grant. */
export const vendorsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit vendor list',
  description: "What the guide of a connector tells customers to grant to the connector's API user.",
  type: 'object',
  additionalProperties: false,
  required: ['vendor', 'name', 'product', 'kind', 'source', 'certainty', 'asks'],
  properties: {
    $schema: { type: 'string' },
    vendor: { description: 'The name of the file, without .json.', type: 'string', pattern: slug },
    name: { description: 'The vendor, or the project.', type: 'string', minLength: 1 },
    product: { description: 'Which of its products the guide is for.', type: 'string', minLength: 1 },
    kind: { enum: ['vendor-guide', 'open-source'] },
    source: {
      description: 'The guide, and the day it was read.',
      type: 'object',
      additionalProperties: false,
      required: ['title', 'url', 'checked'],
      properties: {
        title: { type: 'string', minLength: 1 },
        url: { type: 'string', pattern: '^https://' },
        checked: { description: 'As YYYY-MM-DD.', type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
      },
    },
    certainty,
    asks,
    extras: {
      description: 'What the guide asks for besides in a certain case, by a name to ask for it.',
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: slug },
      additionalProperties: { $ref: '#/$defs/extra' },
    },
    notPermissions: {
      description: 'Names of the lists that are no permissions of the API, each with why.',
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'string', minLength: 1 },
    },
    note,
  },
  $defs: {
    extra: {
      type: 'object',
      additionalProperties: false,
      required: ['when', 'asks'],
      properties: {
        when: { description: 'The case, as the end of "when …".', type: 'string', minLength: 1 },
        asks,
        certainty,
        note,
      },
    },
  },
} as const;

/** The value of a valid file of rules/vendors. */
export type VendorFile = FromSchema<typeof vendorsSchema>;
