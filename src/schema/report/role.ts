/** The minimal role, and the grant that it is compared with. Definitions of the report's JSON Schema. */
export const roleDefinitions = {
  role: {
    type: 'object',
    additionalProperties: false,
    required: ['status', 'permissions', 'certificate'],
    properties: {
      status: {
        description: 'lower-bound: something is not known, so more may be needed, never less.',
        enum: ['complete', 'lower-bound'],
      },
      permissions: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'because'],
          properties: {
            name: { $ref: '#/$defs/permission' },
            because: { description: 'Operations that would fail without it.', $ref: '#/$defs/operationIds' },
            disputed: { description: 'Those whose sources contradict each other.', $ref: '#/$defs/operationIds' },
          },
        },
      },
      certificate: {
        description: 'For each operation, the permissions of the role that meet its requirement.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['operation', 'by'],
          properties: { operation: { $ref: '#/$defs/operationId' }, by: { $ref: '#/$defs/permissions' } },
        },
      },
    },
  },
  escalation: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'forcedBy', 'without'],
    properties: {
      name: { $ref: '#/$defs/permission' },
      lesser: { description: 'The lesser permission of its family, where there is one.', $ref: '#/$defs/permission' },
      forcedBy: {
        description: 'Operations that would fail with the lesser permission, or without any.',
        $ref: '#/$defs/operationIds',
      },
      without: { description: 'The exact role if these were not called.', $ref: '#/$defs/permissions' },
    },
  },
  comparison: {
    description: 'The role compared with what is granted.',
    type: 'object',
    additionalProperties: false,
    required: ['granted', 'needed', 'broader', 'unused', 'missing', 'unknown', 'groups', 'roles'],
    properties: {
      granted: { $ref: '#/$defs/permissions' },
      needed: { description: 'Granted, and needed as it is.', $ref: '#/$defs/permissions' },
      broader: {
        description: 'Granted and in use, where lesser permissions are enough.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'enough'],
          properties: { name: { $ref: '#/$defs/permission' }, enough: { $ref: '#/$defs/permissions' } },
        },
      },
      unused: { description: 'Granted, and no call uses it.', $ref: '#/$defs/permissions' },
      missing: { description: 'Needed, and not granted.', $ref: '#/$defs/permissions' },
      unknown: {
        description: 'Granted names that are not known, with the nearest known one.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name'],
          properties: { name: { type: 'string' }, suggestion: { type: 'string' } },
        },
      },
      groups: { description: 'Groups whose own box is ticked.', $ref: '#/$defs/names' },
      roles: { description: 'Roles that the grant combines.', $ref: '#/$defs/names' },
      source: {
        description: "The vendor's guide that asks for the grant, where it is not a real role.",
        type: 'object',
        additionalProperties: false,
        required: ['title', 'url'],
        properties: {
          title: { type: 'string' },
          url: { type: 'string' },
          caveat: { description: 'Why the list may not be what a customer grants.', type: 'string' },
        },
      },
    },
  },
} as const;
