import type { Evidence } from '../model/evidence.ts';
import { InputError } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';
import type { Operation, OperationId } from '../model/operation.ts';
import type { OperationUse, UnmatchedCall, UnresolvedCall } from '../model/operation-use.ts';
import type { InputSummary, Report } from '../model/report.ts';
import type { Grant } from '../model/role.ts';
import { type HoleReason, holeReasons, type TextPattern } from '../model/value.ts';
import { concludeTogether, type ServiceUses } from '../pipeline.ts';
import type { PublishedReport } from '../schema/index.ts';
import type { Model } from './model.ts';
import { readReport } from './read-report.ts';
import { loadVersion } from './version.ts';

export interface MergeReportsOptions {
  /** The folder that a relative path starts from. */
  readonly cwd: string;
  readonly model: Model;
  readonly granted?: Grant | undefined;
}

type Published = PublishedReport['services'][number];

/**
 * Puts the JSON reports of several runs on traffic together, as if all inputs had been read in one. Services of one name
 * are one: of users that recordings do not name, the numbers are those of each run.
 * @throws InputError or InputErrors for a file that is no report, one on source code, or one of other rules.
 */
export async function mergeReports(files: readonly string[], options: MergeReportsOptions): Promise<Report> {
  const { cwd, model, granted } = options;
  const uses: ServiceUses[] = [];
  const inputs: InputSummary[] = [];
  for (const file of files) {
    const report = await readReport(file, cwd);
    if (report.inputs.some(({ kind }) => kind === 'source')) throw ofSource(file);
    inputs.push(...report.inputs.map(toInput));
    uses.push(...report.services.map((service) => toUses(service, file, model)));
  }
  return concludeTogether(uses, {
    version: await loadVersion(),
    ...model,
    inputs: inputs.sort((a, b) => compareText(a.file, b.file) || compareText(JSON.stringify(a), JSON.stringify(b))),
    granted,
  });
}

function ofSource(file: string): InputError {
  return new InputError('this report is on source code, and only reports on traffic can be put together', {
    at: { file },
    next: 'analyse the code in one run: what calls what goes across its parts',
  });
}

function toInput(input: PublishedReport['inputs'][number]): InputSummary {
  const { file, kind, read, calls, skipped, complete, problem, from, to, notes, secrets } = input;
  return {
    ...{ file, kind, read, calls, skipped, complete },
    ...(problem === undefined ? {} : { problem }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(notes === undefined ? {} : { notes }),
    ...(secrets === undefined ? {} : { secrets }),
  };
}

function toUses(service: Published, file: string, { rules }: Model): ServiceUses {
  const find = (id: string): Operation => {
    const operation = rules.find(id as OperationId);
    if (operation !== undefined) return operation;
    throw new InputError(`no rule describes the operation "${id}"`, {
      at: { file },
      next: 'make the report again with this version',
    });
  };
  const uses = service.operations.map((use) => toUse(use, find(use.id)));
  const unresolved = service.unresolved.map((call) => toUnresolved(call, find));
  const unmatched = service.unmatched.map((call) => toUnmatched(call, find));
  const { tokenInQuery, removedApi, coverage } = service;
  return {
    service: service.name,
    uses,
    unresolved,
    unmatched,
    ...(tokenInQuery === undefined ? {} : { tokenInQuery }),
    ...(removedApi === undefined ? {} : { removedApi }),
    calls: coverage?.calls ?? 0,
    followed: coverage?.followed ?? 0,
  };
}

function toUse(use: Published['operations'][number], operation: Operation): OperationUse {
  const { certainty, reachable, calls, outcomes, causes, workspaces, partitions, refusedPartitions } = use;
  return {
    ...{ operation, certainty, reachable, calls, outcomes },
    ...(causes === undefined ? {} : { causes }),
    ...(workspaces === undefined ? {} : { workspaces }),
    ...(partitions === undefined ? {} : { partitions }),
    ...(refusedPartitions === undefined ? {} : { refusedPartitions }),
    evidence: use.evidence,
    conditions: use.conditions,
    spellings: use.spellings,
  };
}

type Find = (id: string) => Operation;

function toUnresolved(call: Published['unresolved'][number], find: Find): UnresolvedCall {
  const [, method, text = ''] = /^(?:([A-Z]+) )?(.*)$/s.exec(call.known) ?? [];
  const reason = call.reason in holeReasons ? (call.reason as HoleReason) : 'too-many-values';
  return {
    method: method as UnresolvedCall['method'],
    path: toPattern(text, reason),
    reachable: call.reachable,
    evidence: placeOf(call),
    candidates: (call.candidates ?? []).map(find),
  };
}

/** Of what is published of traffic, the place; of other inputs there are none here. */
function placeOf(call: Published['unresolved'][number]): Evidence {
  const { file, entry = 0, unit, outcome = 'attempted', cause } = call;
  return {
    ...{ kind: 'traffic', file, entry, outcome },
    ...(unit === undefined ? {} : { unit }),
    ...(cause === undefined ? {} : { cause }),
  };
}

function toUnmatched(call: Published['unmatched'][number], find: Find): UnmatchedCall {
  const { method, path, calls, reachable, similar = [], evidence } = call;
  return { method, path: toPattern(path, 'too-many-values'), calls, reachable, evidence, similar: similar.map(find) };
}

/** A path as reports write it, `{value}` and `{?}` for what is not known. */
function toPattern(text: string, reason: HoleReason): TextPattern {
  return text.split(/(\{[^{}]*\})/).flatMap((piece) => {
    if (piece === '') return [];
    const [, name] = /^\{([^{}]*)\}$/.exec(piece) ?? [];
    return [name === undefined ? piece : { reason, ...(name === '?' ? {} : { name }) }];
  });
}
