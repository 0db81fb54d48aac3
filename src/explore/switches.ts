import type { Evidence } from '../model/evidence.ts';
import type { Operation } from '../model/operation.ts';
import type { OperationUse, UnresolvedCall } from '../model/operation-use.ts';
import type { PermissionName } from '../model/permission.ts';

/** One thing that the reader imagines to be otherwise. */
export type Switch = { readonly service: string } & (
  | { readonly kind: 'no-service' }
  | { readonly kind: 'no-file'; readonly file: string }
  | { readonly kind: 'no-operation'; readonly use: OperationUse }
  | { readonly kind: 'no-call'; readonly use: OperationUse; readonly evidence: Evidence }
  | { readonly kind: 'permission'; readonly name: PermissionName }
  | { readonly kind: 'assumed'; readonly call: UnresolvedCall; readonly operation: Operation }
);

/** By key, in the order in which they were made. */
export type Switches = ReadonlyMap<string, Switch>;

/** Adds a switch, or takes it back when it is there already. */
export function toggleSwitch(switches: Switches, one: Switch): Switches {
  const key = switchKey(one);
  const next = new Map(switches);
  if (!next.delete(key)) next.set(key, one);
  return next;
}

/** The same for what means the same, whatever row it was made on. */
export function switchKey(one: Switch): string {
  return JSON.stringify([one.service, one.kind, ...partsOf(one)]);
}

function partsOf(one: Switch): readonly unknown[] {
  switch (one.kind) {
    case 'no-service':
      return [];
    case 'no-file':
      return [one.file];
    case 'no-operation':
      return [one.use.operation.id];
    case 'no-call':
      return [one.use.operation.id, placeKey(one.evidence)];
    case 'permission':
      return [one.name];
    case 'assumed':
      return [placeKey(one.call.evidence), one.call.method, one.call.path, one.operation.id];
    default:
      return one satisfies never;
  }
}

/** Tells the places of one operation apart. */
export function placeKey(evidence: Evidence): string {
  return evidence.kind === 'source'
    ? JSON.stringify([evidence.file, evidence.line, evidence.column, evidence.chain])
    : JSON.stringify([evidence.file, evidence.entry]);
}
