import type { OperationId } from '../operation.ts';
import { placeOf, reachableUses } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations } from './samples.ts';

/** A path that Marketo accepts although its reference writes it otherwise. */
export const deviatingPath: FindingKindDefinition<
  'deviating-path',
  { readonly operation: OperationId; readonly path: string; readonly spelling: string }
> = {
  kind: 'deviating-path',
  severity: 'note',
  title: 'A path is spelled differently from the reference',
  why: 'Marketo may stop accepting the spelling without notice.',
  help: "Use the spelling of Adobe's API specification.",
  topics: ['maintainability'],
  precision: 'high',
  risk: 'none',
  about: 'call',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: true,
  describe: ({ path, operation, spelling }) => `${path} is not how the reference spells ${operation} (${spelling})`,
  subject: ({ operation, spelling, path }) => [operation, spelling, path],
  evidence: ({ operation, path }, { service }) =>
    (service?.operations.find((use) => use.operation.id === operation)?.spellings ?? [])
      .filter((spelling) => spelling.path === path)
      .map(({ evidence }) => evidence),
  find: ({ services }) =>
    services.flatMap((service) =>
      reachableUses(service).flatMap(({ operation, spellings }) =>
        spellings
          .filter(({ spelling }) => spelling !== 'method-override')
          .map(({ spelling, path, evidence }) => ({
            arguments: { operation: operation.id, path, spelling },
            service: service.name,
            confidence: 'exact',
            location: placeOf(evidence),
          })),
      ),
    ),
  sample: { operation: sampleOperations.getLeads, path: '/rest/v1/leeds.json', spelling: 'case' },
};
