/** What recorded answers say beyond the calls themselves. Definitions of the report's JSON Schema. */
export const trafficDefinitions = {
  workspaces: {
    description: 'Where recorded calls worked, as far as they tell; absent where none does and none reaches all.',
    type: 'object',
    additionalProperties: false,
    required: ['names', 'partitions', 'byPermission', 'acrossWorkspaces'],
    properties: {
      names: { $ref: '#/$defs/names' },
      partitions: { $ref: '#/$defs/names' },
      byPermission: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'workspaces', 'partitions'],
          properties: {
            name: { $ref: '#/$defs/permission' },
            workspaces: { $ref: '#/$defs/names' },
            partitions: { $ref: '#/$defs/names' },
          },
        },
      },
      acrossWorkspaces: {
        description: 'Used operations that reach every workspace, whatever workspace the role is given in.',
        $ref: '#/$defs/operationIds',
      },
      sight: {
        description: 'From where partitions are seen that recorded calls named; absent where no config tells.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['partition', 'seenBy', 'used', 'refused'],
          properties: {
            partition: { type: 'string' },
            seenBy: { description: 'Workspaces of the config.', $ref: '#/$defs/names' },
            given: {
              description: 'Those that the role is given in; absent where the config does not say where it is.',
              $ref: '#/$defs/names',
            },
            used: { description: 'Whether some call worked in it.', type: 'boolean' },
            refused: { description: 'Whether records in it were refused (1008).', type: 'boolean' },
          },
        },
      },
    },
  },
  bounds: {
    description:
      'What recorded answers prove about the role behind them, whatever it is said to be: as far as one role gave all of them and only permissions decided. Absent where nothing was answered or denied.',
    type: 'object',
    additionalProperties: false,
    required: ['held', 'oneOf', 'lacked', 'oneLacked', 'undecided', 'unexplained', 'callable', 'beyond'],
    properties: {
      held: { description: 'It has these.', type: 'array', items: { $ref: '#/$defs/proven' } },
      oneOf: {
        description: 'It has all permissions of at least one of the alternatives.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['alternatives', 'because'],
          properties: {
            alternatives: { type: 'array', items: { $ref: '#/$defs/permissions' } },
            because: { $ref: '#/$defs/operationIds' },
          },
        },
      },
      lacked: { description: 'It does not have these.', type: 'array', items: { $ref: '#/$defs/proven' } },
      oneLacked: {
        description: 'It lacks at least one of the permissions.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['permissions', 'because'],
          properties: { permissions: { $ref: '#/$defs/permissions' }, because: { $ref: '#/$defs/operationIds' } },
        },
      },
      undecided: { description: 'Permissions of which neither is proved.', type: 'integer', minimum: 0 },
      unexplained: {
        description: 'Denied although the permission was there, going by other answers.',
        $ref: '#/$defs/operationIds',
      },
      callable: { description: 'Known operations that it can call.', $ref: '#/$defs/range' },
      beyond: { description: 'Of these, what the minimal role cannot.', $ref: '#/$defs/range' },
      contradicts: {
        description: 'Answers that the grant does not explain: allowed beyond it, denied within it.',
        type: 'object',
        additionalProperties: false,
        required: ['allowed', 'denied'],
        properties: { allowed: { $ref: '#/$defs/operationIds' }, denied: { $ref: '#/$defs/operationIds' } },
      },
    },
  },
  proven: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'because'],
    properties: {
      name: { $ref: '#/$defs/permission' },
      because: {
        description: 'Operations whose answers prove it: each alone, or else a smallest set together.',
        $ref: '#/$defs/operationIds',
      },
    },
  },
  range: {
    type: 'object',
    additionalProperties: false,
    required: ['atLeast', 'atMost'],
    properties: { atLeast: { $ref: '#/$defs/amount' }, atMost: { $ref: '#/$defs/amount' } },
  },
} as const;
