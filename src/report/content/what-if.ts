import type { Evidence } from '../../model/evidence.ts';
import type { ServiceReport } from '../../model/report.ts';
import { count, listWords } from '../../model/words.ts';
import type { Block } from '../document/block.ts';
import type { ExplainContext } from './explain-context.ts';

/** The counterfactual, solved anew: what a service's role is when no call has this evidence. */
export function whatIf(
  service: ServiceReport,
  gone: readonly Evidence[] | ((evidence: Evidence) => boolean),
  { without }: ExplainContext,
) {
  const set = typeof gone === 'function' ? undefined : new Set(gone);
  const other = without(service, typeof gone === 'function' ? gone : (evidence) => set?.has(evidence) === true);
  const now = service.role.permissions.map(({ name }) => name);
  const then = other.role.permissions.map(({ name }) => name);
  return {
    service: service.name,
    status: other.role.status,
    permissions: then,
    dropped: now.filter((name) => !then.includes(name)),
    added: then.filter((name) => !now.includes(name)),
  };
}

/** The same in a sentence: what the role would not need, and what it would be. Nothing without a context. */
export function whatIfBlocks(
  service: ServiceReport,
  gone: readonly Evidence[] | ((evidence: Evidence) => boolean),
  context: ExplainContext | undefined,
  calls = Array.isArray(gone) ? gone.length : 1,
): Block[] {
  if (context === undefined) return [];
  const { status, dropped, added, permissions } = whatIf(service, gone, context);
  const subject = `Without ${calls === 1 ? 'this call' : `these ${count(calls, 'call')}`} the role`;
  const completes = status === 'complete' && service.role.status !== 'complete';
  const rest = completes ? ' Nothing would be left open.' : '';
  if (dropped.length === 0 && added.length === 0) {
    return [{ kind: 'paragraph', text: [`${subject} would be the same.${rest}`] }];
  }
  const lost = dropped.length === 0 ? '' : ` would not need ${listWords(dropped)}`;
  // One for another is all of it, where that is all there is: the role is not told once more.
  if (dropped.length > 0 && added.length > 0 && added.length === permissions.length) {
    return [
      { kind: 'paragraph', text: [`${subject} would be ${listWords(added)} instead of ${listWords(dropped)}.${rest}`] },
    ];
  }
  const enough = added.length === 0 ? '' : `; ${listWords(added)} would do`;
  const left = permissions.length === 0 ? 'nothing' : listWords(permissions);
  return [{ kind: 'paragraph', text: [`${subject}${lost}${enough}. It would be: ${left}.${rest}`] }];
}
