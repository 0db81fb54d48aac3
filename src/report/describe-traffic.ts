import type { Finding } from '../model/finding.ts';
import { count, listSome, listWords, quote } from './words.ts';

const shownOperations = 3;

type TrafficKind =
  | 'partition-denied'
  | 'granted-contradicted'
  | 'call-not-in-code'
  | 'several-principals'
  | 'bulk-reaches-all-workspaces';

/** What a finding about recorded traffic says, in one sentence like all others. */
export function describeTrafficFinding(finding: Extract<Finding, { kind: TrafficKind }>): string {
  switch (finding.kind) {
    case 'partition-denied': {
      const { operation, calls, unseen = [] } = finding.arguments;
      const partitions = listSome(unseen.map(quote), shownOperations);
      const why = unseen.length === 0 ? '' : `; by the config, no workspace of the service sees ${partitions}`;
      return `Marketo refused records in ${count(calls, 'recorded call')} of ${operation} for their partition (1008); the permission itself is there${why}`;
    }
    case 'granted-contradicted': {
      const { answer, operations } = finding.arguments;
      const list = listSome(operations, shownOperations);
      return answer === 'allowed'
        ? `Marketo allowed ${list}, which the role as granted cannot call: the list is out of date, or the user has another role as well`
        : `Marketo denied ${list}, although the role as granted can call it: the list is out of date, or an IP allowlist or the workspace of the role is in the way`;
    }
    case 'call-not-in-code': {
      const { operation, calls } = finding.arguments;
      return `${operation} is in ${count(calls, 'recorded call')} and nowhere in the code that was given`;
    }
    case 'several-principals':
      return `the recordings hold calls of ${listWords(finding.arguments.principals)}, and which of them is the code is not known`;
    case 'bulk-reaches-all-workspaces':
      return `${listSome(finding.arguments.operations, shownOperations)} ${finding.arguments.operations.length === 1 ? 'reaches' : 'reach'} data of every workspace, whatever workspace the role is given in`;
    default:
      return finding satisfies never;
  }
}
