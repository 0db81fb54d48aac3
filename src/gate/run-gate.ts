import { compareFindings } from '../findings/index.ts';
import type { ServiceChange } from '../model/change.ts';
import type { Config } from '../model/config.ts';
import { findingKinds, isFindingKind } from '../model/finding-kinds/index.ts';
import type { Lock } from '../model/lock.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import { isSilent, type Report } from '../model/report.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { applyBaseline } from './baseline.ts';
import { compareSnapshots } from './compare.ts';
import { applyExceptions } from './exceptions.ts';
import { forbiddenFindings } from './forbidden-findings.ts';
import { growthFindings } from './growth-findings.ts';
import { isIdle } from './idle.ts';
import { type BaselineMode, nextLock } from './next-lock.ts';
import { snapshotOf, snapshotOfLock } from './snapshot.ts';
import { weighFindings } from './weigh.ts';

export interface GateInput {
  readonly report: Report;
  readonly config: Config;
  readonly graph: PermissionGraph;
  /** What operations let one do, to tell a new ability from one more call. */
  readonly abilities: RuleSet['abilities'];
  /** What was accepted; without it only the policy is applied. */
  readonly lock?: Lock | undefined;
  /** YYYY-MM-DD in UTC: exceptions run out by it. */
  readonly today: string;
}

export interface GateResult {
  /** The report with the gate's findings among its own, weighed by the policy, and what is accepted apart. */
  readonly report: Report;
  /** One for every service that is in the lock or was analysed; empty without a lock. */
  readonly changes: readonly ServiceChange[];
  /** Services of the config of which no call was seen that can run: nothing is known about their role. */
  readonly silent: readonly string[];
  /** The lock that accepts all this. */
  readonly nextLock: (mode: BaselineMode) => Lock;
}

/**
 * The gate: what the analysis found is compared with what was accepted, weighed by the policy, and held against the
 * exceptions and the counts of the lock, in this order. Nothing is read and nothing written.
 */
export function runGate({ report, config, graph, abilities, lock, today }: GateInput): GateResult {
  const snapshot = snapshotOf(report);
  const heard = new Set(report.services.filter((service) => !isSilent(service)).map(({ name }) => name));
  const silent = config.services.map(({ name }) => name).filter((name) => !heard.has(name));
  const changes =
    lock === undefined
      ? []
      : compareSnapshots(snapshotOfLock(lock), snapshot, graph).filter(({ service }) => !silent.includes(service));
  const found = [
    ...report.findings,
    ...growthFindings(changes, abilities),
    ...forbiddenFindings(report, config, graph),
  ];
  const excepted = applyExceptions(weighFindings(found, config.policy), {
    exceptions: config.exceptions,
    comments: report.inputs.flatMap(({ exceptions }) => exceptions ?? []),
    today,
  });
  // What was not compared cannot have grown: that nothing needs an exception for it says nothing.
  const notCompared = (kind: string) =>
    lock === undefined && isFindingKind(kind) && findingKinds[kind].gate === 'compared';
  const unused = excepted.unused.filter(({ arguments: args }) => !('kind' in args && notCompared(args.kind ?? '')));
  const idle = excepted.open.filter((finding) => isIdle(finding, report));
  const counted = excepted.open.filter((finding) => !idle.includes(finding));
  const { open, accepted, exceeded } = applyBaseline(counted, lock ?? new Map());
  const more = weighFindings([...exceeded, ...excepted.problems, ...unused], config.policy);
  return {
    report: {
      ...report,
      findings: [...open, ...idle, ...more].sort(compareFindings),
      accepted: [...excepted.accepted, ...accepted].sort((a, b) => compareFindings(a.finding, b.finding)),
    },
    changes,
    silent,
    nextLock: (mode) => nextLock(snapshot, counted, lock, mode),
  };
}
