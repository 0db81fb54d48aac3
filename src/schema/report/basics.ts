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
  names: { type: 'array', items: { type: 'string' } },
} as const;
