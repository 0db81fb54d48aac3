import type { Explorer } from './explorer.ts';
import type { State } from './state.ts';
import type { Switch } from './switches.ts';
import type { Subject } from './tree.ts';

/** The switch that a row is, or why it is none, in a sentence. */
export function switchOf(subject: Subject, state: State, explorer: Explorer): Switch | string {
  const service = explorer.service(state)?.name;
  if (service === undefined) return 'There is nothing to switch here.';
  switch (subject.kind) {
    case 'switch':
      return subject.made;
    case 'service':
      return { kind: 'no-service', service: subject.service.name };
    case 'file':
      return { kind: 'no-file', service, file: subject.file };
    case 'operation':
      return { kind: 'no-operation', service, use: subject.use };
    case 'place':
      return { kind: 'no-call', service, use: subject.use, evidence: subject.evidence };
    case 'candidate':
      return { kind: 'assumed', service, call: subject.call, operation: subject.operation };
    case 'permission':
      return isNeeded(subject.placed.permission.name, state, explorer)
        ? 'It is needed: unfold it, and switch off the operations or places that need it.'
        : { kind: 'permission', service, name: subject.placed.permission.name };
    case 'unresolved':
      return subject.call.candidates.length === 0
        ? 'What it calls is not known; y copies the comment that says it.'
        : 'Unfold it, and switch on the operation that it is.';
    case 'group':
      return 'A group is not switched as a whole: it would grant everything in it.';
    case 'unmatched':
    case 'change':
    case 'gained':
    case 'changed':
    case 'seen':
      return 'This row cannot be switched.';
    default:
      return subject satisfies never;
  }
}

/** Whether the role as it was found has it; switching it on would change nothing. */
function isNeeded(name: string, state: State, explorer: Explorer): boolean {
  return explorer.service(state)?.role.permissions.some((one) => one.name === name) === true;
}
