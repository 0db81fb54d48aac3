import { resolve } from 'node:path';
import { recognise } from '../grants/index.ts';
import { InputError } from '../model/input-error.ts';
import { nearestName } from '../model/nearest-name.ts';
import { type Method, methods } from '../model/operation.ts';
import type { PermissionName } from '../model/permission.ts';
import { createMatcher } from '../rules/match.ts';
import { type JsonPath, type Locate, type ScenarioFile, scenarioSchema } from '../schema/index.ts';
import {
  type CallPattern,
  type Client,
  defaults,
  type Fault,
  type FixedAnswer,
  type Scenario,
} from '../serve/scenario.ts';
import type { Model } from './model.ts';
import { readJson } from './read-json.ts';
import { validate } from './validate.ts';

/** Each has its own first mistake to tell. */
const rows = /^\/(?:clients|faults|answers)\/\d+/;

/**
 * Reads what a stand-in plays: a JSON file, with every name in it checked.
 * @param role what users may do whose client says nothing else
 * @throws InputError or InputErrors with place and, for a misspelled name, the one that is meant.
 */
export async function loadScenario(
  path: string,
  cwd: string,
  role: readonly PermissionName[],
  model: Model,
): Promise<Scenario> {
  const json = await readJson(resolve(cwd, path), path);
  const file: ScenarioFile = await validate(scenarioSchema, json, rows);
  const locate = await json.places();
  const callAt = createCallReader(model, locate);
  expectClients(file, locate);
  const tokenSeconds = file.tokenSeconds ?? defaults.tokenSeconds;
  return {
    seed: file.seed ?? defaults.seed,
    records: file.records ?? defaults.records,
    tokenSeconds,
    role,
    clients: (file.clients ?? []).map((row, index) => readClient(row, { role, tokenSeconds, index }, model, locate)),
    faults: (file.faults ?? []).map((row, index): Fault => {
      const { call, after = 0, ...more } = row;
      return { ...more, after, call: callAt(call, ['faults', index, 'call']) };
    }),
    answers: (file.answers ?? []).map((row, index): FixedAnswer => {
      const { call, result, more, file: text } = row;
      return {
        call: callAt(call, ['answers', index, 'call']),
        more: (more ?? {}) as FixedAnswer['more'],
        ...(result === undefined ? {} : { result: result as readonly unknown[] }),
        ...(text === undefined ? {} : { file: text }),
      };
    }),
    limits: file.limits ?? {},
  };
}

/** Each client id stands for one Custom Service, and faults are of those that may sign in. */
function expectClients({ clients = [], faults = [] }: ScenarioFile, locate: Locate): void {
  const ids = clients.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice !== -1) {
    throw new InputError(`the client "${ids[twice]}" is named twice`, {
      at: locate(['clients', twice, 'id']),
      next: 'a Custom Service has one API user and so one role: leave one of the two out, or give it another id',
    });
  }
  // Where none is named, anybody may sign in.
  if (ids.length === 0) return;
  const stray = faults.findIndex(({ client }) => client !== undefined && !ids.includes(client));
  if (stray === -1) return;
  const { client = '' } = faults[stray] ?? {};
  const nearest = nearestName(client, ids);
  throw new InputError(`no client of the scenario is "${client}", so the fault would never be due`, {
    at: locate(['faults', stray, 'client']),
    next: nearest === undefined ? 'name one of "clients"' : `did you mean "${nearest}"?`,
  });
}

type ClientRow = NonNullable<ScenarioFile['clients']>[number];

interface ClientDefaults {
  readonly role: readonly PermissionName[];
  readonly tokenSeconds: number;
  readonly index: number;
}

function readClient(
  row: ClientRow,
  { role, tokenSeconds, index }: ClientDefaults,
  model: Model,
  locate: Locate,
): Client {
  const { id, secret, user, partitions } = row;
  return {
    id,
    user: user ?? `api-user-${index + 1}@stand-in.example`,
    role: row.role === undefined ? role : readRole(row.role, ['clients', index, 'role'], model, locate),
    tokenSeconds: row.tokenSeconds ?? tokenSeconds,
    ...(secret === undefined ? {} : { secret }),
    ...(partitions === undefined ? {} : { partitions }),
  };
}

function readRole(names: readonly string[], path: JsonPath, { permissions }: Model, locate: Locate) {
  const { permissions: ticked, unknown } = recognise(names, permissions);
  const [wrong] = unknown;
  if (wrong === undefined) return ticked;
  throw new InputError(`"${wrong.name}" is not a permission`, {
    at: locate(path),
    next:
      wrong.suggestion === undefined
        ? '`rolefit model permissions` lists every name'
        : `did you mean "${wrong.suggestion}"?`,
  });
}

/** Calls are written as the rules write them, or as a program sends them. */
function createCallReader({ rules }: Model, locate: Locate) {
  const matcher = createMatcher(rules);
  return (call: string, path: JsonPath): CallPattern => {
    if (call === '*') return { kind: 'any' };
    const known = rules.find(call);
    if (known !== undefined) return { kind: 'operation', id: known.id };
    const [verb = '', target = ''] = call.split(' ');
    const method: Method | undefined = methods.find((one) => one === verb);
    const match = matcher.match({ method, host: undefined, path: [target.split('?', 1).join('')] });
    if (match.kind === 'matched') return { kind: 'operation', id: match.operation.id };
    const nearest = nearestName(
      call,
      rules.operations.map(({ id }) => id),
    );
    throw new InputError(`no operation is "${call}"`, {
      at: locate(path),
      next: nearest === undefined ? '`rolefit model operations` lists every one' : `did you mean "${nearest}"?`,
    });
  };
}
