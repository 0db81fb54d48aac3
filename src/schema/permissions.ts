import type { FromSchema } from './from-schema.ts';

/** The contract of permissions.json: the groups of Marketo's role dialog, the permissions in them and their edges. */
export const permissionsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit permissions',
  description: "Marketo's permissions in the order of its role dialog, what each implies and needs, and who says so.",
  type: 'object',
  additionalProperties: false,
  required: ['sources', 'groups'],
  properties: {
    $schema: { type: 'string' },
    sources: {
      description: 'The pages that name permissions, and when they were read.',
      type: 'object',
      additionalProperties: false,
      required: ['role-dialog', 'permission-table', 'endpoint-table', 'spec'],
      properties: {
        'role-dialog': { $ref: '#/$defs/source' },
        'permission-table': { $ref: '#/$defs/source' },
        'endpoint-table': { $ref: '#/$defs/source' },
        spec: { $ref: '#/$defs/source' },
      },
    },
    groups: {
      description: 'The groups of the dialog, in its order.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/group' },
    },
  },
  $defs: {
    name: {
      description: 'A name without blanks at its ends, e.g. "Read-Only Lead".',
      type: 'string',
      pattern: '^\\S(.*\\S)?$',
      maxLength: 100,
    },
    names: { type: 'array', uniqueItems: true, items: { $ref: '#/$defs/name' } },
    source: {
      type: 'object',
      additionalProperties: false,
      required: ['title', 'url', 'checked'],
      properties: {
        title: { type: 'string', minLength: 1 },
        url: { description: 'An https address.', type: 'string', pattern: '^https://' },
        checked: {
          description: 'The day the source was read, as YYYY-MM-DD.',
          type: 'string',
          pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        },
      },
    },
    group: {
      description: "A group of the dialog. Ticking the group's own box grants every permission in it.",
      type: 'object',
      additionalProperties: false,
      required: ['name', 'permissions'],
      properties: {
        name: { $ref: '#/$defs/name' },
        aliases: { $ref: '#/$defs/names' },
        permissions: {
          description: "The group's permissions, in the dialog's order.",
          type: 'array',
          minItems: 1,
          items: { $ref: '#/$defs/permission' },
        },
      },
    },
    permission: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'grants', 'sources'],
      properties: {
        name: { $ref: '#/$defs/name' },
        aliases: {
          description: 'Other words for it. Letter case, spaces and hyphens are ignored anyway and need no alias.',
          $ref: '#/$defs/names',
        },
        implies: { description: 'Permissions that holding this one also gives.', $ref: '#/$defs/names' },
        needs: {
          description: 'Permissions that must be held too before this one has any effect.',
          $ref: '#/$defs/names',
        },
        grants: { description: 'What it allows, as a short lower case phrase.', type: 'string', minLength: 1 },
        sources: {
          description: 'Which of the sources name it.',
          type: 'array',
          minItems: 1,
          uniqueItems: true,
          items: { enum: ['role-dialog', 'permission-table', 'endpoint-table', 'spec'] },
        },
      },
    },
  },
} as const;

/** The value of a valid permissions.json. */
export type PermissionsFile = FromSchema<typeof permissionsSchema>;
/** One group of permissions.json. */
export type GroupRow = PermissionsFile['groups'][number];
/** One permission of permissions.json. */
export type PermissionRow = GroupRow['permissions'][number];
