import type { Evidence } from './evidence.ts';
import type { HostFamily, Method } from './operation.ts';
import type { TextPattern } from './value.ts';

/**
 * How sure it is that a call, as far as it is known, is one to Marketo and to this operation.
 * `definite`: host and path are Marketo's and the method is known. `inferred`: one thing was concluded.
 * `possible`: the path is only partly known; such a call never widens the role.
 */
export const certainties = ['definite', 'inferred', 'possible'] as const;
export type Certainty = (typeof certainties)[number];

/** Names of the query and form parameters that a request carries; values are never kept. */
export interface ParameterNames {
  readonly names: readonly string[];
  /** Whether `names` is known to be all of them. */
  readonly complete: boolean;
}

/** A call to Marketo's API, from code or from traffic: what every later stage works on. */
export interface ApiCall {
  /** `undefined` when the method could not be followed. A `_method` override has already been applied. */
  readonly method: Method | undefined;
  /** Whether a `_method` parameter made it that: sent as POST, meant as `method`. Absent means no. */
  readonly methodOverridden?: boolean;
  /** `undefined` when the host is not known; the path decides then. */
  readonly host: HostFamily | undefined;
  /** Whether something unknown stands before the path: a base that may end in "/rest". Absent means no. */
  readonly openBase?: boolean;
  /** Path from the host's root, without query. Traffic gives one literal piece; code may give holes. */
  readonly path: TextPattern;
  readonly parameters: ParameterNames;
  /** What the collector could vouch for; matching can only lower it. */
  readonly certainty: Certainty;
  /** Whether the call can run: false when no entry point reaches its call site. Traffic is always reachable. */
  readonly reachable: boolean;
  /** Label of the API-Only user whose token was used, e.g. "user 1"; absent for code. */
  readonly principal?: string;
  /** Workspaces and partitions that a recorded call worked in, where it tells. */
  readonly workspaces?: readonly string[];
  readonly partitions?: readonly string[];
  /** Partitions that it named, where records were refused for their partition. */
  readonly refusedPartitions?: readonly string[];
  /** The id of the export job that it created, where its answer was recorded. It goes no further than to tell jobs apart. */
  readonly createdJob?: string;
  /** How many calls it stands for, all alike but for the place; absent means one. */
  readonly times?: number;
  readonly evidence: Evidence;
}
