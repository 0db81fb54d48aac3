import type { PublishedReport } from '../../src/schema/report.ts';
import { type Statement, statementsOf } from '../../test/kit/statements.ts';

/** What a report claims about a program, as far as it can be right or wrong. Operations by id. */
export interface Claims {
  /** Operations that can be called. */
  readonly live: ReadonlySet<string>;
  /** Operations that only dead code calls. */
  readonly dead: ReadonlySet<string>;
  /** Live calls that are said to be open, and calls to an endpoint that no operation has. */
  readonly unresolved: readonly Statement[];
  readonly unmatched: readonly Statement[];
  /** `none`: there is no role, and the report says that it says nothing about one. */
  readonly role: 'complete' | 'lower-bound' | 'none';
}

export function claimsOf(report: PublishedReport): Claims {
  const operations = report.services.flatMap((service) => service.operations);
  const live = new Set(operations.filter(({ reachable }) => reachable).map(({ id }) => id));
  const dead = new Set(operations.map(({ id }) => id).filter((id) => !live.has(id)));
  const statements = statementsOf({ ...report, services: report.services.map(onlyLiveGaps) });
  const ofKind = (kind: Statement['kind']) => statements.filter((one) => one.kind === kind);
  return { live, dead, unresolved: ofKind('unresolved'), unmatched: ofKind('unmatched'), role: roleOf(report) };
}

type Service = PublishedReport['services'][number];

function onlyLiveGaps(service: Service): Service {
  return {
    ...service,
    unresolved: service.unresolved.filter(({ reachable }) => reachable),
    unmatched: service.unmatched.filter(({ reachable }) => reachable),
  };
}

function roleOf({ services, inputs }: PublishedReport): Claims['role'] {
  const isOpen = services.some(({ role }) => role.status === 'lower-bound') || inputs.some(({ complete }) => !complete);
  if (isOpen) return 'lower-bound';
  return services.length === 0 ? 'none' : 'complete';
}
