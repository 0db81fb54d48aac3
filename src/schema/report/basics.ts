import { type NoRequestReason, noRequestReasons } from '../../model/text-account.ts';

function reason(name: NoRequestReason) {
  return { description: noRequestReasons[name], $ref: '#/$defs/amount' } as const;
}

/** How many texts are no request, for each reason. */
const noRequest = {
  log: reason('log'),
  label: reason('label'),
  servedRoute: reason('servedRoute'),
  test: reason('test'),
  compared: reason('compared'),
  otherVendor: reason('otherVendor'),
  unused: reason('unused'),
  base: reason('base'),
  stated: reason('stated'),
} as const satisfies Record<NoRequestReason, unknown>;

/** What the other parts of the report are made of. Definitions of the report's JSON Schema. */
export const basicsDefinitions = {
  amount: { type: 'integer', minimum: 0 },
  position: { description: 'A line or column, counted from 1.', type: 'integer', minimum: 1 },
  file: { description: 'Relative to the folder analysed, with "/".', type: 'string' },
  method: { enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] },
  effect: { description: 'What calling it does.', enum: ['read', 'write', 'execute', 'delete', 'admin'] },
  outcome: {
    description: 'allowed: answered. denied: refused for want of a permission. attempted: it cannot be told.',
    enum: ['allowed', 'denied', 'attempted'],
  },
  operationId: { description: 'Method and path template, e.g. "GET /rest/v1/leads.json".', type: 'string' },
  operationIds: { type: 'array', items: { $ref: '#/$defs/operationId' } },
  permission: { description: 'A permission by its canonical name, e.g. "Read-Only Lead".', type: 'string' },
  permissions: {
    description: "In the order of Marketo's dialog.",
    type: 'array',
    items: { $ref: '#/$defs/permission' },
  },
  texts: {
    description:
      "What became of the texts of the code that look like Marketo's API: each is in exactly one drawer, so that they add up to the texts that were found.",
    type: 'object',
    additionalProperties: false,
    required: ['called', 'open', 'unmatched', 'noRequest', 'notFollowed'],
    properties: {
      called: { description: 'Part of a call whose operation is known.', $ref: '#/$defs/amount' },
      open: { description: 'Part of a call that is unresolved.', $ref: '#/$defs/amount' },
      unmatched: { description: 'Part of a call that matches no operation.', $ref: '#/$defs/amount' },
      noRequest: {
        description: 'Known to be no request, by the reason.',
        type: 'object',
        additionalProperties: false,
        properties: noRequest,
      },
      notFollowed: { description: 'All others: each may be a call that was lost.', $ref: '#/$defs/amount' },
    },
  },
  names: { type: 'array', items: { type: 'string' } },
} as const;
