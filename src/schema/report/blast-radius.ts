/** What a role would let a stolen credential do. Definitions of the report's JSON Schema. */
export const blastRadiusDefinitions = {
  blastRadius: {
    description: 'What a stolen credential could do, counted over all operations that rolefit knows.',
    type: 'object',
    additionalProperties: false,
    required: ['minimal', 'excess'],
    properties: {
      minimal: {
        description: 'With the minimal role: what remains whatever is unticked.',
        type: 'object',
        additionalProperties: false,
        required: ['operations', 'byEffect', 'personalData', 'abilities', 'idle'],
        properties: {
          operations: { $ref: '#/$defs/amount' },
          byEffect: { $ref: '#/$defs/byEffect' },
          personalData: { $ref: '#/$defs/personalData' },
          abilities: { $ref: '#/$defs/abilities' },
          idle: { $ref: '#/$defs/idle' },
        },
      },
      granted: {
        description: 'With the role granted today; absent without a grant.',
        type: 'object',
        additionalProperties: false,
        required: ['operations', 'byEffect', 'personalData', 'idle'],
        properties: {
          operations: { $ref: '#/$defs/amount' },
          byEffect: { $ref: '#/$defs/byEffect' },
          personalData: { $ref: '#/$defs/personalData' },
          idle: { $ref: '#/$defs/idle' },
        },
      },
      beyond: {
        description: 'What the grant opens and the minimal role does not; absent without a grant.',
        type: 'object',
        additionalProperties: false,
        required: ['operations', 'byEffect', 'personalData', 'abilities'],
        properties: {
          operations: { $ref: '#/$defs/amount' },
          byEffect: { $ref: '#/$defs/byEffect' },
          personalData: { $ref: '#/$defs/personalData' },
          abilities: { $ref: '#/$defs/abilities' },
        },
      },
      excess: {
        description:
          'Each granted permission that is unused or broader than needed, the worst first. Parts can overlap.',
        type: 'array',
        items: { $ref: '#/$defs/excess' },
      },
    },
  },
  excess: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'operations', 'byEffect', 'personalData', 'abilities'],
    properties: {
      name: { $ref: '#/$defs/permission' },
      operations: { description: 'What of "beyond" it takes part in.', $ref: '#/$defs/operationIds' },
      byEffect: { $ref: '#/$defs/byEffect' },
      personalData: { $ref: '#/$defs/personalData' },
      abilities: { description: 'The phrases, the worst first.', $ref: '#/$defs/names' },
    },
  },
  byEffect: {
    description: 'How many of the operations do what.',
    type: 'object',
    additionalProperties: false,
    required: ['read', 'write', 'execute', 'delete', 'admin'],
    properties: {
      read: { $ref: '#/$defs/amount' },
      write: { $ref: '#/$defs/amount' },
      execute: { $ref: '#/$defs/amount' },
      delete: { $ref: '#/$defs/amount' },
      admin: { $ref: '#/$defs/amount' },
    },
  },
  personalData: { description: 'How many touch personal data.', type: 'integer', minimum: 0 },
  abilities: {
    description: 'The same in plain words, the worst first; every operation is in exactly one.',
    type: 'array',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['phrase', 'effect', 'personalData', 'operations'],
      properties: {
        phrase: {
          description: 'Completes "a stolen credential could", e.g. "delete any lead".',
          type: 'string',
        },
        effect: { $ref: '#/$defs/effect' },
        personalData: { description: 'Whether one of the operations touches personal data.', type: 'boolean' },
        operations: { $ref: '#/$defs/operationIds' },
      },
    },
  },
  idle: {
    description: 'How much of what the role can call lies idle: share is unused / callable, 0 where callable is 0.',
    type: 'object',
    additionalProperties: false,
    required: ['callable', 'unused', 'share'],
    properties: {
      callable: { description: 'Operations that the role can call.', type: 'integer', minimum: 0 },
      unused: { description: 'Of these, those that no call uses.', type: 'integer', minimum: 0 },
      share: { description: 'Rounded to 4 digits.', type: 'number', minimum: 0, maximum: 1 },
    },
  },
} as const;
