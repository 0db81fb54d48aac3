import type { Finding, FindingKind } from '../model/finding.ts';
import { isUncertain } from '../model/finding-kinds/index.ts';
import { compareText } from '../model/location.ts';
import type { AcceptedService, Lock } from '../model/lock.ts';
import { groupFindings } from './baseline.ts';
import { compareIds } from './compare.ts';
import type { Snapshot } from './snapshot.ts';

/** Whose counts a lock takes over beside those that every lock has. */
export type BaselineMode = 'tighten' | 'accept';

/**
 * The lock that accepts what is needed now. What makes a role a lower bound is counted as it is. Other findings that
 * were accepted before may become fewer (`tighten`); `accept` takes all that there are, for code that is old.
 */
export function nextLock(
  snapshot: Snapshot,
  findings: readonly Finding[],
  before: Lock | undefined,
  mode: BaselineMode,
): Lock {
  const groups = groupFindings(findings);
  const services = [...snapshot].map(([name, { status, role, operations }]): readonly [string, AcceptedService] => {
    const counts = groups
      .filter(({ service }) => service === name)
      .map(({ kind, findings: found }): readonly [FindingKind, number] => {
        const isCounted = mode === 'accept' ? isWorthCounting(kind, found) : isUncertain(kind);
        const most = isCounted ? found.length : (before?.get(name)?.accepted.get(kind) ?? 0);
        return [kind, Math.min(found.length, most)];
      })
      .filter(([, count]) => count > 0);
    return [
      name,
      {
        status,
        role: [...role].sort(compareText),
        operations: new Map(
          [...operations].map(([id, { effect }]) => [id, effect] as const).sort(([a], [b]) => compareIds(a, b)),
        ),
        accepted: new Map(counts.sort(([a], [b]) => compareText(a, b))),
      },
    ];
  });
  return new Map(services.sort(([a], [b]) => compareText(a, b)));
}

/** Notes fail no check, so that there is nothing to accept about them. */
function isWorthCounting(kind: FindingKind, found: readonly Finding[]): boolean {
  return isUncertain(kind) || found.some(({ severity }) => severity !== 'note');
}
