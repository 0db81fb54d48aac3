import type { ApiCall } from '../model/api-call.ts';
import { compareText } from '../model/location.ts';
import type { Operation, OperationId } from '../model/operation.ts';
import type { CallSample, OperationUse, UnmatchedCall, UnresolvedCall } from '../model/operation-use.ts';
import { isOfRemovedApi } from '../model/removed-api.ts';
import type { Match, Matcher } from '../rules/match.ts';
import { ExportJobs } from './export-jobs.ts';
import { SampleRow } from './sample-row.ts';
import { UnmatchedRows } from './unmatched-rows.ts';
import { compareOperations, UnresolvedRows } from './unresolved-rows.ts';
import { UseRow } from './use-row.ts';

/** What one service calls, as far as its calls were seen. Every list is sorted by path, then method. */
export interface ServiceUses {
  /** The label of the principal, or the default service's name for calls without one. */
  readonly service: string;
  readonly uses: readonly OperationUse[];
  readonly unresolved: readonly UnresolvedCall[];
  readonly unmatched: readonly UnmatchedCall[];
  /** Whatever became of the calls otherwise; absent when there is none. */
  readonly tokenInQuery?: CallSample;
  /** Calls to the SOAP API, which is gone; absent when there is none. */
  readonly removedApi?: CallSample;
  /** All calls added. */
  readonly calls: number;
  /** Those of which the operation is known: they are counted in `uses`. */
  readonly followed: number;
}

export interface UseTableOptions {
  /** Name of the service to which calls without a principal belong. */
  readonly defaultService: string;
}

/**
 * Folds calls into one row for each operation and service. Takes any number of calls in memory that depends only on
 * the number of services and source places; their order makes no difference.
 */
export interface UseTable {
  add(call: ApiCall): void;
  /** Sorted by service. A service without a call has no row. */
  finish(): ServiceUses[];
  /** Which services worked on which export jobs. */
  readonly jobs: ExportJobs;
}

export function createUseTable(matcher: Matcher, { defaultService }: UseTableOptions): UseTable {
  const services = new Map<string, ServiceRows>();
  const jobs = new ExportJobs();
  return {
    jobs,
    add(call) {
      const service = call.principal ?? defaultService;
      const rows = services.get(service) ?? new ServiceRows();
      services.set(service, rows);
      rows.add(call, matcher.match(call));
      jobs.add(call, service);
    },
    finish() {
      const sorted = [...services].sort(([a], [b]) => compareText(a, b));
      return sorted.map(([service, rows]) => ({ service, ...rows.finish(matcher) }));
    },
  };
}

class ServiceRows {
  private readonly uses = new Map<OperationId, UseRow>();
  private readonly unresolved = new UnresolvedRows();
  private readonly unmatched = new UnmatchedRows();
  private readonly tokenInQuery = new SampleRow();
  private readonly removedApi = new SampleRow();
  private calls = 0;
  private followed = 0;

  add(call: ApiCall, match: Match): void {
    const { times = 1 } = call;
    this.calls += times;
    if (call.parameters.names.includes('access_token')) this.tokenInQuery.add(call);
    if (match.kind !== 'matched' && call.path.some((piece) => typeof piece === 'string' && isOfRemovedApi(piece))) {
      this.removedApi.add(call);
      this.followed += times;
      return;
    }
    // A collector that is not sure of the call at all cannot widen the role, however well the path fits.
    if (call.certainty === 'possible') this.unresolved.add(call, candidatesOf(match));
    else if (match.kind === 'possible') this.unresolved.add(call, match.candidates);
    else if (match.kind === 'unmatched') this.unmatched.add(call);
    else {
      this.followed += times;
      this.useOf(match.operation).add(call, match);
    }
  }

  finish(matcher: Matcher): Omit<ServiceUses, 'service'> {
    const tokenInQuery = this.tokenInQuery.finish();
    const removedApi = this.removedApi.finish();
    return {
      uses: [...this.uses.values()]
        .map((row) => row.finish())
        .sort((a, b) => compareOperations(a.operation, b.operation)),
      unresolved: this.unresolved.finish(),
      unmatched: this.unmatched.finish(matcher),
      ...(tokenInQuery === undefined ? {} : { tokenInQuery }),
      ...(removedApi === undefined ? {} : { removedApi }),
      calls: this.calls,
      followed: this.followed,
    };
  }

  private useOf(operation: Operation): UseRow {
    const known = this.uses.get(operation.id);
    if (known) return known;
    const row = new UseRow(operation);
    this.uses.set(operation.id, row);
    return row;
  }
}

function candidatesOf(match: Match): readonly Operation[] {
  if (match.kind === 'matched') return [match.operation];
  return match.kind === 'possible' ? match.candidates : [];
}
