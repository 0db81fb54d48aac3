/** What the answers of the tools look like. Fields that are not named here may come with them. */

const text = { type: 'string' } as const;
const names = { type: 'array', items: text } as const;

const cut = {
  description: 'Lists of which not all is shown; `rolefit` on the command line shows all.',
  type: 'array',
  items: {
    type: 'object',
    required: ['at', 'shown', 'of'],
    properties: { at: text, shown: { type: 'integer' }, of: { type: 'integer' } },
  },
} as const;

const status = {
  description: 'lower-bound: something is open, and the role may need more.',
  enum: ['complete', 'lower-bound'],
} as const;

export const report = {
  type: 'object',
  required: ['services', 'findings', 'incomplete'],
  properties: {
    services: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'status', 'permissions', 'open'],
        properties: {
          name: text,
          status,
          permissions: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'because'],
              properties: {
                name: text,
                because: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['operation', 'at'],
                    properties: { operation: text, at: { description: 'Places in the code, a sample.', ...names } },
                  },
                },
              },
            },
          },
          open: {
            description: 'Calls of which it is not known what they need.',
            type: 'array',
            items: { type: 'object', required: ['call', 'why', 'at'], properties: { call: text, why: text, at: text } },
          },
          missing: { description: 'Needed and not granted.', ...names },
          excess: { description: 'Granted and more than is needed.', ...names },
        },
      },
    },
    findings: {
      type: 'array',
      items: {
        type: 'object',
        required: ['kind', 'severity', 'message'],
        properties: {
          kind: text,
          severity: { enum: ['note', 'warning', 'error'] },
          message: text,
          service: text,
          at: text,
        },
      },
    },
    incomplete: {
      description: 'Inputs of which not all could be read.',
      type: 'array',
      items: { type: 'object', required: ['file'], properties: { file: text, problem: text } },
    },
    cut,
  },
} as const;

export const explanation = {
  type: 'object',
  required: ['kind'],
  properties: {
    kind: { enum: ['operation', 'permission'] },
    operation: {
      type: 'object',
      required: ['id', 'name', 'needs', 'effect'],
      properties: {
        id: text,
        name: text,
        needs: { description: 'What a role has to hold.', ...text },
        effect: text,
        disputed: { description: "Whether Adobe's sources disagree.", type: 'boolean' },
      },
    },
    permission: {
      type: 'object',
      required: ['name', 'grants', 'implies', 'impliedBy'],
      properties: { name: text, grants: text, implies: names, impliedBy: names },
    },
    cut,
  },
} as const;

export const denials = {
  type: 'object',
  required: ['kind', 'calls', 'denials'],
  properties: {
    kind: { const: 'denied' },
    calls: { type: 'integer' },
    denials: {
      type: 'array',
      items: {
        type: 'object',
        required: ['permission', 'codes', 'operations'],
        properties: {
          method: text,
          path: text,
          permission: text,
          codes: { type: 'array', items: { type: 'object' } },
          operations: {
            type: 'array',
            items: {
              type: 'object',
              required: ['operation', 'needs', 'add'],
              properties: { operation: text, name: text, needs: text, add: names },
            },
          },
        },
      },
    },
    causes: { type: 'array', items: { type: 'object' } },
    cut,
  },
} as const;

export const proof = {
  type: 'object',
  required: ['kind', 'status', 'role', 'calls', 'exitCode'],
  properties: {
    kind: { const: 'proof' },
    status: {
      description:
        'proved and enough are good; too-small and not-minimal are the role’s fault; the rest proves nothing.',
      enum: ['proved', 'enough', 'too-small', 'not-minimal', 'unproved', 'open', 'failed', 'silent'],
    },
    role: names,
    calls: { type: 'integer' },
    exitCode: { description: 'Of the command.', type: 'integer' },
    refused: { type: 'array', items: { type: 'object' } },
    needed: { type: 'array', items: { type: 'object' } },
    notExercised: names,
    cut,
  },
} as const;
