import type { OperationId } from '../operation.ts';
import { refusedForPartition } from '../operation-use.ts';
import { isOutOfSight } from '../partition-sight.ts';
import { count, listSome, quote } from '../words.ts';
import { ofOperations, placeOf, shownOperations } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations } from './samples.ts';

/** Records passed over for their partition. */
export const partitionDenied: FindingKindDefinition<
  'partition-denied',
  /** `unseen`: partitions that the calls named and, by the config, no workspace of the service sees. */
  { readonly operation: OperationId; readonly calls: number; readonly unseen?: readonly string[] }
> = {
  kind: 'partition-denied',
  severity: 'warning',
  title: 'Marketo refused records because of their partition',
  why: 'The records were skipped while the call as a whole succeeded, so nobody may have noticed.',
  help: 'Give the role in a workspace that sees the partition, or leave these records out: no further permission helps.',
  topics: ['correctness'],
  precision: 'high',
  risk: 'none',
  about: 'recording',
  gate: 'ordinary',
  shownAs: 'call',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ operation, calls, unseen = [] }) => {
    const partitions = listSome(unseen.map(quote), shownOperations);
    const why = unseen.length === 0 ? '' : `; according to the config, no workspace of the service sees ${partitions}`;
    return `Marketo refused records in ${count(calls, 'recorded call')} of ${operation} because of their partition (1008); the permission itself is there${why}`;
  },
  subject: ({ operation }) => [operation],
  evidence: ({ operation }, { service }) =>
    ofOperations([operation], service).filter((one) => one.kind === 'source' || one.cause === 'partition'),
  find: ({ services }) =>
    services.flatMap(({ name, operations, workspaces }) => {
      const hidden = new Set((workspaces?.sight ?? []).filter(isOutOfSight).map(({ partition }) => partition));
      return operations
        .filter((use) => refusedForPartition(use) > 0)
        .map((use) => {
          const unseen = (use.refusedPartitions ?? []).filter((partition) => hidden.has(partition));
          const calls = refusedForPartition(use);
          return {
            arguments: { operation: use.operation.id, calls, ...(unseen.length === 0 ? {} : { unseen }) },
            service: name,
            confidence: 'exact',
            location: placeOf(use.evidence.find((one) => one.kind === 'traffic' && one.cause === 'partition')),
          };
        });
    }),
  sample: { operation: sampleOperations.syncLeads, calls: 2 },
};
