const permissions = {
  description: "By canonical name, in the order of Marketo's dialog.",
  type: 'array',
  items: { type: 'string' },
} as const;
const names = { type: 'array', items: { type: 'string' } } as const;

/** The contract of `rolefit role --format json`. Within one `schemaVersion` fields are only added. */
export const roleSheetSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit role sheet',
  description: 'What an admin does in Marketo to give each service the smallest role.',
  type: 'object',
  additionalProperties: false,
  required: ['schemaVersion', 'services'],
  properties: {
    schemaVersion: { const: 1 },
    services: {
      description: 'One sheet for each service: each takes an API user of its own.',
      type: 'array',
      items: { $ref: '#/$defs/sheet' },
    },
  },
  $defs: {
    sheet: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'status', 'roleName', 'description', 'groups', 'steps', 'disputes'],
      properties: {
        name: { description: 'The service.', type: 'string' },
        status: {
          description: 'lower-bound: something is not known, so more may be needed, never less.',
          enum: ['complete', 'lower-bound'],
        },
        roleName: { description: 'To paste, at most 60 characters.', type: 'string' },
        description: { description: 'To paste, at most 200 characters.', type: 'string' },
        workspaces: { description: 'Where the role is to be given; absent where that is not known.', ...names },
        seen: {
          description: 'In which workspaces and partitions recorded calls used each permission, where they tell.',
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['name', 'workspaces', 'partitions'],
            properties: { name: { type: 'string' }, workspaces: names, partitions: names },
          },
        },
        partitions: {
          description: 'Partitions that recorded calls named, and from which workspaces each is seen, in one sentence.',
          ...names,
        },
        groups: { description: 'The whole dialog.', type: 'array', items: { $ref: '#/$defs/group' } },
        unlisted: {
          description: "Boxes to tick that Adobe's page on the role dialog does not list; a dialog may not offer them.",
          ...names,
        },
        changes: {
          description: 'Against the role granted today; only with --granted.',
          type: 'object',
          additionalProperties: false,
          required: ['groups', 'untick', 'tick', 'keep'],
          properties: {
            groups: { description: 'Groups whose own box is to be unticked.', ...names },
            untick: permissions,
            tick: permissions,
            keep: permissions,
          },
        },
        steps: {
          description: 'In the order in which they are done. Backticks mark commands.',
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['where', 'what'],
            properties: { where: { type: 'string' }, what: { type: 'string' } },
          },
        },
        disputes: {
          description: "Calls of which Adobe's sources contradict each other: what to tick if they answer 603.",
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['operation', 'counted', 'otherwise', 'source'],
            properties: {
              operation: { type: 'string' },
              counted: { type: 'string' },
              otherwise: { type: 'string' },
              source: { type: 'string' },
            },
          },
        },
      },
    },
    group: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'tick', 'leave'],
      properties: {
        name: { type: 'string' },
        own: {
          description: "The group's own box; absent where it is one of its permissions. It is never to be ticked.",
          enum: ['untick', 'leave'],
        },
        tick: { description: 'Ticked in the end.', type: 'array', items: { type: 'string' } },
        leave: { description: 'Open in the end.', type: 'array', items: { type: 'string' } },
      },
    },
  },
} as const;
