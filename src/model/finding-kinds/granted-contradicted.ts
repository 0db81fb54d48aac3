import type { OperationId } from '../operation.ts';
import { listSome } from '../words.ts';
import { ofOperations, shownOperations } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';
import { sampleOperations } from './samples.ts';

/** One for each way in which the answers and the grant do not fit; a name that is not known may be what explains it. */
export const grantedContradicted: FindingKindDefinition<
  'granted-contradicted',
  /** `answer` is what Marketo did with the operations and the grant does not explain. */
  { readonly answer: 'allowed' | 'denied'; readonly operations: readonly OperationId[] }
> = {
  kind: 'granted-contradicted',
  severity: 'warning',
  title: 'Recorded answers contradict the role that is said to be granted',
  why: 'Excess and missing permissions were worked out from a list that is not what the user really has.',
  help: 'Export the role again. If it is current, look for another role of the same user, an IP allowlist, or the workspace that the role is given in.',
  topics: ['grant'],
  precision: 'medium',
  risk: 'none',
  about: 'service',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ answer, operations }) => {
    const list = listSome(operations, shownOperations);
    return answer === 'allowed'
      ? `Marketo allowed ${list}, which the role as granted cannot call: the list is out of date, or the user has another role as well`
      : `Marketo denied ${list}, although the role as granted can call it: the list is out of date, or an IP allowlist or the workspace of the role stands in the way`;
  },
  subject: ({ answer }) => [answer],
  evidence: ({ operations }, { service }) => ofOperations(operations, service),
  find: ({ services }) =>
    services.flatMap(({ name, bounds, comparison }) => {
      const contradicts = bounds?.contradicts;
      if (contradicts === undefined) return [];
      const hasUnknown = comparison?.grant.unknown.length !== 0;
      return (['allowed', 'denied'] as const).flatMap((answer) => {
        const operations = contradicts[answer];
        if (operations.length === 0) return [];
        const confidence = hasUnknown ? 'partial' : answer === 'denied' ? 'inferred' : 'exact';
        return [{ arguments: { answer, operations }, service: name, confidence }];
      });
    }),
  sample: { answer: 'allowed', operations: [sampleOperations.approve] },
};
