import type { Evidence } from '../evidence.ts';
import type { OperationId } from '../operation.ts';
import type { PermissionName } from '../permission.ts';

/** Operations that samples are about. */
export const sampleOperations = {
  approve: 'POST /rest/asset/v1/email/{id}/approveDraft.json' as OperationId,
  content: 'GET /rest/asset/v1/email/{id}/fullContent.json' as OperationId,
  getLeads: 'GET /rest/v1/leads.json' as OperationId,
  syncLeads: 'POST /rest/v1/leads.json' as OperationId,
  deleteLeads: 'POST /rest/v1/leads/delete.json' as OperationId,
};

/** A permission that a sample is about. */
export function permissionSample(name: string): PermissionName {
  return name as PermissionName;
}

/** A call in code, put together from a base URL elsewhere. */
export const sourceSample: Evidence = {
  kind: 'source',
  file: 'src/sync/leads.ts',
  line: 41,
  column: 9,
  chain: [{ file: 'src/client.ts', line: 12, column: 5, label: 'base URL' }],
};

/** A recorded call. */
export const trafficSample: Evidence = { kind: 'traffic', file: 'traffic/march.har', entry: 1, outcome: 'allowed' };
