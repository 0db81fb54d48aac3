import type { PermissionName } from '../model/permission.ts';

/** What the stand-in plays: who may sign in, what goes wrong and when, what is answered. Checked; see `src/load/scenario.ts`. */
export interface Scenario {
  /** Chooses the made-up data: the same number gives the same. */
  readonly seed: number;
  /** How many records of each kind there are. */
  readonly records: number;
  /** How long a token lives. */
  readonly tokenSeconds: number;
  /** What the API user of a Custom Service that no client below names may do. */
  readonly role: readonly PermissionName[];
  /** Where there are some, no other Custom Service may sign in. */
  readonly clients: readonly Client[];
  readonly faults: readonly Fault[];
  readonly answers: readonly FixedAnswer[];
  readonly limits: Limits;
}

/** A Custom Service and its API-Only user. */
export interface Client {
  readonly id: string;
  /** Any will do when absent. */
  readonly secret?: string;
  readonly user: string;
  readonly role: readonly PermissionName[];
  readonly tokenSeconds: number;
  /** The partitions that its user may use; all when absent. */
  readonly partitions?: readonly string[];
}

/** Which calls something is about: an operation, or all. */
export type CallPattern = { readonly kind: 'operation'; readonly id: string } | { readonly kind: 'any' };

/** An error that Marketo answers with at times, whatever the role. */
export interface Fault {
  readonly call: CallPattern;
  /** Only for the API user of this client. */
  readonly client?: string;
  readonly code: string;
  readonly message?: string;
  /** So many such calls are answered as usual first. */
  readonly after: number;
  /** So many fail then; all that follow when absent. */
  readonly times?: number;
}

/** What the operation answers in place of made-up data. */
export interface FixedAnswer {
  readonly call: CallPattern;
  /** `result` of the envelope. */
  readonly result?: readonly unknown[];
  /** Further fields of the envelope, such as a paging token. */
  readonly more: Readonly<Record<string, unknown>>;
  /** A file, for an operation that gives one. */
  readonly file?: string;
}

export interface Limits {
  /** So many calls of one user in so many seconds; 606 beyond. */
  readonly rate?: { readonly calls: number; readonly seconds: number };
  /** So many calls of one user at once; 615 beyond. */
  readonly concurrent?: number;
  /** So many calls of all users; 607 beyond. */
  readonly quota?: number;
}

export const defaults = { seed: 1, records: 25, tokenSeconds: 3600 } as const;

/** The scenario of somebody who names none: everybody may sign in and holds this role. */
export function plainScenario(role: readonly PermissionName[]): Scenario {
  return { ...defaults, role, clients: [], faults: [], answers: [], limits: {} };
}
