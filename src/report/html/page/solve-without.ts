import { minimalRole } from '../../../solve/minimal-role.ts';
import { allowedOperations } from '../../../solve/weight.ts';
import type { PageData } from '../page-data.ts';
import { readGrant, readGraph, readOperations, readUse } from './read-data.ts';

/** What is switched off, by position in the service's lists. */
export interface SwitchedOff {
  readonly uses: ReadonlySet<number>;
  readonly files: ReadonlySet<number>;
}

export interface WhatIf {
  /** The minimal role for what is left, in the dialog's order. */
  readonly role: readonly string[];
  /** How many operations of the model that role could call. */
  readonly callable: number;
  /** How many of the counted operations are left. */
  readonly uses: number;
}

/**
 * Answers what-if for the services of a page. A use is gone when it is switched off, or when every file of its
 * evidence is. The role is solved anew by the tool's own solver, so the answer is exact.
 */
export function createWhatIf(data: PageData): (service: number, off: SwitchedOff) => WhatIf {
  const graph = readGraph(data);
  const operations = readOperations(data);
  return (service, off) => {
    const rows = data.services[service]?.uses ?? [];
    const left = rows.filter(({ files }, index) => !off.uses.has(index) && !files.every((file) => off.files.has(file)));
    const uses = left.flatMap((use) => readUse(use, operations));
    const granted = readGrant(data.services[service]);
    const { permissions } = minimalRole({ graph, rules: { operations }, uses, granted, status: 'complete' });
    const role = permissions.map(({ name }) => name);
    return { role, callable: allowedOperations(graph, operations, role).length, uses: uses.length };
  };
}
