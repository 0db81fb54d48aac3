import type { OperationId } from '../operation.ts';
import { isMet, requirementText } from '../requirement.ts';
import { heldBy, ofOperations, placeOf, reachableUses } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations } from './samples.ts';

/** Only what matters for the role at hand: another source asks for something that the role does not hold, or for less. */
export const disputedRequirement: FindingKindDefinition<
  'disputed-requirement',
  /** `counted` is what the role goes by, `other` what another source asks for; both in words, e.g. "no permission". */
  { readonly operation: OperationId; readonly counted: string; readonly other: string }
> = {
  kind: 'disputed-requirement',
  severity: 'note',
  title: "Adobe's sources disagree about the permission of an operation",
  why: "Two of Adobe's own pages cannot both be right; a test against Marketo settles it.",
  help: 'Start with the minimal role; if the call answers 603, grant what the other source names as well.',
  topics: ['correctness'],
  precision: 'medium',
  risk: 'none',
  about: 'call',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ operation, counted, other }) =>
    `Adobe's sources disagree about ${operation}: the role counts ${counted}, another source asks for ${other}`,
  subject: ({ operation, other }) => [operation, other],
  evidence: ({ operation }, { service }) => ofOperations([operation], service),
  find: ({ services, graph }) =>
    services.flatMap((service) => {
      const held = heldBy(service, graph);
      return reachableUses(service).flatMap(({ operation, evidence }) => {
        const counted = requirementText(operation.requires);
        return operation.claims.flatMap(({ source, requires }) => {
          if (requires === undefined || source === 'guide') return [];
          if (!operation.disputed && isMet(requires, (name) => held.has(name))) return [];
          const other = requirementText(requires);
          if (other === counted) return [];
          return [
            {
              arguments: { operation: operation.id, counted, other },
              service: service.name,
              confidence: 'exact',
              location: placeOf(evidence[0]),
            },
          ];
        });
      });
    }),
  sample: { operation: sampleOperations.approve, counted: 'Approve Assets', other: 'Read-Write Assets' },
};
