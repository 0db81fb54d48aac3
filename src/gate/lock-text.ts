import type { FindingKind } from '../model/finding.ts';
import type { Lock } from '../model/lock.ts';
import type { LockFile } from '../schema/index.ts';

/** Raised when a field changes its meaning; a lock of another version is refused. */
export const lockVersion = 1;

/**
 * The lock as its file holds it, made to be read in a diff: one permission and one operation on a line, everything
 * sorted, and nothing in it that changes while the role does not.
 */
export function lockText(lock: Lock): string {
  const file: LockFile = {
    lockVersion,
    services: Object.fromEntries(
      [...lock].map(([name, { status, role, operations, accepted }]) => [
        name,
        {
          status,
          role,
          operations: Object.fromEntries(operations),
          ...(accepted.size === 0 ? {} : { accepted: Object.fromEntries(accepted) }),
        },
      ]),
    ),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The lock that a valid file holds. */
export function parseLock(file: LockFile): Lock {
  return new Map(
    Object.entries(file.services).map(([name, { status, role, operations, accepted = {} }]) => [
      name,
      {
        status,
        role,
        operations: new Map(Object.entries(operations)),
        // The schema names the kinds.
        accepted: new Map(Object.entries(accepted) as [FindingKind, number][]),
      },
    ]),
  );
}
