import type { OperationId } from '../operation.ts';
import { listSome } from '../words.ts';
import { shownOperations } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations } from './samples.ts';

/** Every subscription has the workspace "Default"; that there are others shows by another name or a partition. */
export const bulkReachesAllWorkspaces: FindingKindDefinition<
  'bulk-reaches-all-workspaces',
  { readonly operations: readonly OperationId[] }
> = {
  kind: 'bulk-reaches-all-workspaces',
  severity: 'note',
  title: 'A bulk extract returns data of every workspace, whatever workspace the role is given in',
  why: 'Workspaces do not limit what a leaked secret can read by bulk extract.',
  help: 'Treat the credential as one for the whole subscription, or read in small requests, which stay within the workspace.',
  topics: ['security'],
  precision: 'very-high',
  // No excess by itself: what a leak of this credential means.
  risk: 3,
  about: 'service',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: true,
  describe: ({ operations }) =>
    `${listSome(operations, shownOperations)} ${operations.length === 1 ? 'reaches' : 'reach'} data of every workspace, whatever workspace the role is given in`,
  subject: () => [],
  find: ({ services }) =>
    services.flatMap(({ name, workspaces }) => {
      const { names = [], partitions = [], acrossWorkspaces = [] } = workspaces ?? {};
      const hasSeveral = partitions.length > 0 || names.some((one) => one !== 'Default');
      if (acrossWorkspaces.length === 0 || !hasSeveral) return [];
      return [{ arguments: { operations: acrossWorkspaces }, service: name, confidence: 'exact' }];
    }),
  sample: { operations: [sampleOperations.getLeads] },
};
