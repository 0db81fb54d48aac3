import type { Evidence } from '../model/evidence.ts';
import type { Lock } from '../model/lock.ts';
import type { Effect } from '../model/operation.ts';
import type { Report } from '../model/report.ts';
import type { ComparedReport } from '../schema/index.ts';

/** An operation that counts for a role; a lock knows no evidence, and some reports no effect. */
export interface NeededOperation {
  readonly effect: Effect;
  readonly evidence: readonly Evidence[];
}

/** What one service needs, whoever says so: an analysis, a report on disk, or a lock. */
export interface ServiceNeeds {
  readonly status: 'complete' | 'lower-bound';
  readonly role: readonly string[];
  /** Only those that count for the role. */
  readonly operations: ReadonlyMap<string, NeededOperation>;
  /** Which operations would fail without a permission, by permission; a lock does not say. */
  readonly because: ReadonlyMap<string, readonly string[]>;
}

/** What every service needs, by name. */
export type Snapshot = ReadonlyMap<string, ServiceNeeds>;

/** Of an analysis in this run. */
export function snapshotOf(report: Report): Snapshot {
  return new Map(
    report.services.map(({ name, role, operations }) => {
      const counted = new Set(role.certificate.map(({ operation }) => operation));
      const uses = operations.filter(({ operation }) => counted.has(operation.id));
      return [
        name,
        {
          status: role.status,
          role: role.permissions.map((permission) => permission.name),
          operations: new Map(
            uses.map(({ operation, evidence }) => [operation.id, { effect: operation.effect, evidence }]),
          ),
          because: new Map(role.permissions.map((permission) => [permission.name, permission.because])),
        },
      ];
    }),
  );
}

/** Of a JSON report that was read from disk. */
export function snapshotOfFile(file: ComparedReport): Snapshot {
  return new Map(
    file.services.map(({ name, role, operations }) => {
      const counted = new Set(role.certificate.map(({ operation }) => operation));
      return [
        name,
        {
          status: role.status,
          role: role.permissions.map((permission) => permission.name),
          operations: new Map(
            operations
              .filter(({ id }) => counted.has(id))
              .map(({ id, effect, evidence }) => [id, { effect, evidence }]),
          ),
          because: new Map(role.permissions.map((permission) => [permission.name, permission.because])),
        },
      ];
    }),
  );
}

/** Of what was accepted. */
export function snapshotOfLock(lock: Lock): Snapshot {
  return new Map(
    [...lock].map(([name, { status, role, operations }]) => [
      name,
      {
        status,
        role,
        operations: new Map([...operations].map(([id, effect]) => [id, { effect, evidence: [] }])),
        because: new Map(),
      },
    ]),
  );
}
