import type { ApiCall } from '../model/api-call.ts';
import type { PermissionName } from '../model/permission.ts';
import type { Report } from '../model/report.ts';
import type { Grant } from '../model/role.ts';
import { code, conclude, foldCalls } from '../pipeline.ts';
import type { Account } from '../serve/account.ts';
import { createGate, type Gate } from '../serve/gate.ts';
import { plainScenario, type Scenario } from '../serve/scenario.ts';
import { type Served, StandIn } from '../serve/stand-in.ts';
import { loadErrors } from './errors.ts';
import type { Model } from './model.ts';
import { loadScenario } from './scenario.ts';
import { loadVersion } from './version.ts';

export interface OpenStandInOptions {
  readonly model: Model;
  readonly scenario: Scenario;
  readonly onServed: (served: Served) => void;
}

/** A stand-in that goes by the model and speaks with Marketo's words for its errors. */
export async function openStandIn({ model, scenario, onServed }: OpenStandInOptions): Promise<StandIn> {
  const { errors } = await loadErrors();
  return new StandIn({
    scenario,
    gate: gateOf(model),
    messages: new Map([...errors.map(({ code, means }) => [code, means] as const), ...ownMessages]),
    now: Date.now,
    onServed,
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
  return conclude([await foldCalls(calls, model.rules)], {
    version: await loadVersion(),
    ...model,
    inputs: () => [
      {
        file: label,
        kind: 'traffic',
        read: account.calls,
        calls: account.calls,
        skipped: [],
        complete: account.left === 0,
        ...dates,
        ...(account.left === 0 ? {} : { problem: `${account.left} calls were of more kinds than are told apart` }),
      },
    ],
    nameServices: () => ({ nameOf: (principal) => (principal === code ? label : principal), undecided: [] }),
    granted,
  });
}
