import type { OperationId } from '../operation.ts';
import { conditionalPart, isMet, requirementText } from '../requirement.ts';
import { quote } from '../words.ts';
import { heldBy, ofOperations, placeOf, reachableUses } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations } from './samples.ts';

/** A parameter that makes an operation ask for more, and that a call may pass. */
export const unknownCondition: FindingKindDefinition<
  'unknown-condition',
  /** `requirement` in words: "Read-Only Lead or Read-Write Lead". */
  { readonly operation: OperationId; readonly parameter: string; readonly requirement: string }
> = {
  kind: 'unknown-condition',
  severity: 'note',
  title: 'A call may pass a parameter that changes what it needs',
  why: 'With that parameter Marketo asks for one more permission.',
  help: 'Pass traffic that exercises the call, or grant the conditional permission if the parameter is used.',
  topics: ['completeness'],
  precision: 'medium',
  risk: 'none',
  about: 'call',
  gate: 'uncertain',
  shownAs: 'finding',
  brief: 'told',
  beginsWithName: true,
  describe: ({ operation, parameter, requirement }) =>
    `${operation} needs ${requirement} as well if it passes ${quote(parameter)}; whether it does is not known`,
  subject: ({ operation, parameter }) => [operation, parameter],
  evidence: ({ operation }, { service }) => ofOperations([operation], service),
  find: ({ services, graph }) =>
    services.flatMap((service) => {
      const held = heldBy(service, graph);
      return reachableUses(service).flatMap(({ operation, conditions, evidence }) =>
        conditions.unknown.flatMap((parameter) => {
          const extra = conditionalPart(operation.requires, parameter);
          if (extra === undefined || isMet(extra, (name) => held.has(name))) return [];
          return [
            {
              arguments: { operation: operation.id, parameter, requirement: requirementText(extra) },
              service: service.name,
              confidence: 'partial',
              location: placeOf(evidence[0]),
            },
          ];
        }),
      );
    }),
  sample: {
    operation: sampleOperations.content,
    parameter: 'leadId',
    requirement: 'Read-Only Lead or Read-Write Lead',
  },
};
