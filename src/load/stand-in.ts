import { skipReasons } from '../har/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import { compareText } from '../model/location.ts';
import type { PermissionName } from '../model/permission.ts';
import type { InputSummary, Report } from '../model/report.ts';
import type { Grant } from '../model/role.ts';
import { count } from '../model/words.ts';
import { code, conclude, foldCalls } from '../pipeline.ts';
import { type Account, harmless } from '../serve/account.ts';
import { createGate, type Gate } from '../serve/gate.ts';
import { plainScenario, type Scenario } from '../serve/scenario.ts';
import { type Served, StandIn, type Unread } from '../serve/stand-in.ts';
import { loadErrors } from './errors.ts';
import type { Model } from './model.ts';
import { loadScenario } from './scenario.ts';
import { loadVersion } from './version.ts';

export interface OpenStandInOptions {
  readonly model: Model;
  readonly scenario: Scenario;
  readonly onServed: (served: Served) => void;
  /** Nobody needs to know where what was asked is not the question. */
  readonly onUnread?: (unread: Unread) => void;
}

/** A stand-in that goes by the model and speaks with Marketo's words for its errors. */
export async function openStandIn({
  model,
  scenario,
  onServed,
  onUnread = () => {},
}: OpenStandInOptions): Promise<StandIn> {
  const { errors } = await loadErrors();
  return new StandIn({
    scenario,
    gate: gateOf(model),
    messages: new Map([...errors.map(({ code, means }) => [code, means] as const), ...ownMessages]),
    now: Date.now,
    onServed,
    onUnread,
  });
}

const gates = new WeakMap<Model, Gate>();

/** Made once for a model: several roles are tried on it, one after the other. */
export function gateOf(model: Model): Gate {
  const gate = gates.get(model) ?? createGate(model.rules, model.permissions);
  gates.set(model, gate);
  return gate;
}

/** What programs look for in the texts of errors, as Marketo writes them. */
const ownMessages: readonly (readonly [code: string, message: string])[] = [
  ['600', 'Access token not specified'],
  ['601', 'Access token invalid'],
  ['602', 'Access token expired'],
  ['603', 'Access denied'],
  ['605', 'HTTP Method not supported'],
  ['609', 'Invalid JSON'],
  ['610', 'Requested resource not found'],
  ['611', 'System error'],
  ['613', 'Invalid Multipart Request'],
];

/** What is played: the scenario that is named, or a subscription in which nothing goes wrong. */
export async function scenarioOf(
  path: string | undefined,
  cwd: string,
  role: readonly PermissionName[],
  model: Model,
): Promise<Scenario> {
  return path === undefined ? plainScenario(role) : loadScenario(path, cwd, role, model);
}

/** The report on what was asked of a stand-in, by the same stages as any recording. */
export async function reportOnServed(account: Account, label: string, model: Model, granted?: Grant): Promise<Report> {
  const calls: readonly ApiCall[] = account.apiCalls();
  const { window } = account;
  const dates = window && { from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() };
  const problem = problemOf(account);
  return conclude([await foldCalls(calls, model.rules)], {
    version: await loadVersion(),
    ...model,
    inputs: () => [
      {
        file: label,
        kind: 'traffic',
        read: account.calls + sum(account.unread.values()),
        calls: account.calls,
        skipped: skippedIn(account),
        complete: problem === undefined,
        ...dates,
        ...(problem === undefined ? {} : { problem }),
      },
    ],
    nameServices: () => ({ nameOf: (principal) => (principal === code ? label : principal), undecided: [] }),
    granted,
  });
}

function problemOf({ left, unread }: Account): string | undefined {
  if (left > 0) return `${count(left, 'call was', 'calls were')} of more kinds than are told apart`;
  const missed = sum([...unread].map(([reason, times]) => (reason === harmless ? 0 : times)));
  return missed === 0 ? undefined : `${count(missed, 'request', 'requests')} could not be understood`;
}

function skippedIn({ unread }: Account): InputSummary['skipped'] {
  return [...unread]
    .map(([reason, times]) => ({ reason: reason === 'broken-off' ? brokenOff : skipReasons[reason], count: times }))
    .sort((a, b) => compareText(a.reason, b.reason));
}

const brokenOff = 'that ended before all of it was there';

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((whole, one) => whole + one, 0);
}
