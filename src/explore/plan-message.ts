import { count, listSome } from '../model/words.ts';
import type { Explorer } from './explorer.ts';
import type { State } from './state.ts';
import type { Switch } from './switches.ts';

const shownNames = 3;

/** What a switch led to, in the line at the foot of the screen: the role shrinks or grows while one looks. */
export function planMessage({ service: name }: Switch, state: State, explorer: Explorer): string {
  const service = explorer.input.report.services.find((one) => one.name === name);
  const planned = service === undefined ? undefined : explorer.whatIf(state, service);
  if (planned === undefined) return 'The role is as it was found.';
  const { before, boxes, dropped, gained, callable } = planned;
  const amount = `What if: ${count(boxes.length, 'permission')} instead of ${before.role.permissions.length}`;
  const changes = [
    ...(dropped.length === 0 ? [] : [`drops ${listSome(dropped, shownNames)}`]),
    ...(gained.length === 0 ? [] : [`adds ${listSome(gained, shownNames)}`]),
  ];
  const opens = callable.after - callable.before;
  const more = opens > 0 ? `; opens ${count(opens, 'more operation')}` : '';
  return changes.length === 0 ? 'What if: the role stays the same.' : `${amount}; ${changes.join(' and ')}${more}.`;
}
