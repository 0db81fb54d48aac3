import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ability } from '../model/blast-radius.ts';
import type { Operation } from '../model/operation.ts';
import type { Permission, PermissionGroupBox } from '../model/permission.ts';
import type { SinkRuleSet } from './clients.ts';
import { preparedFolder } from './package-root.ts';

/** What the build works out once, so that no run has to: a file for each part, read by the runs that need it. */
export interface Prepared {
  /** Tells this build from every other: a hash of all that ships in it. */
  readonly build: string;
  /** The text of `--help`, by columns of the terminal. */
  readonly help: Readonly<Record<string, string>>;
  /** Fingerprints of the values that ship and were found to obey their schemas; see `fingerprintOf`. */
  readonly validated: readonly string[];
  /** What permissions.json and rules/operations come to when they are validated, checked and compiled. */
  readonly model: PreparedModel;
  /** What rules/clients and rules/sdks come to. */
  readonly sinks: SinkRuleSet;
}

/** The plain data of a model. Asking it takes more, which is made from this. */
export interface PreparedModel {
  readonly permissions: readonly Permission[];
  readonly groups: readonly PermissionGroupBox[];
  readonly operations: readonly Operation[];
  readonly abilities: readonly Ability[];
}

/**
 * A part of what the build prepared. `undefined` when run from the sources, where everything is worked out anew; and
 * for a part that is missing or broken, since it only saves time.
 */
export function loadPrepared<Part extends keyof Prepared>(part: Part): Prepared[Part] | undefined {
  const folder = preparedFolder();
  if (folder === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(join(folder, `${part}.json`), 'utf8')) as Prepared[Part];
  } catch {
    return undefined;
  }
}
