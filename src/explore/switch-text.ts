import { describeEvidence } from '../model/describe-evidence.ts';
import { describeCall } from '../model/describe-pattern.ts';
import type { Switch } from './switches.ts';

/** A switch as one line of the list of changes. */
export function switchText(one: Switch): string {
  switch (one.kind) {
    case 'no-service':
      return `without the service ${one.service}`;
    case 'no-file':
      return `without the calls of ${one.file}`;
    case 'no-operation':
      return `without ${one.use.operation.id}`;
    case 'no-call':
      return `without the call at ${describeEvidence(one.evidence)}`;
    case 'permission':
      return `with ${one.name}`;
    case 'assumed':
      return `${describeCall(one.call) || 'the call'} at ${describeEvidence(one.call.evidence)} is ${one.operation.id}`;
    default:
      return one satisfies never;
  }
}
