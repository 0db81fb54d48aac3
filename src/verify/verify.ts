import { mendOperation } from '../denials/mend.ts';
import type { Operation } from '../model/operation.ts';
import type { PermissionName } from '../model/permission.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import type { NeededPermission, Proof, ProofStatus, RefusedCall } from '../model/proof.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import type { AskedOperation } from '../serve/account.ts';
import type { Gate } from '../serve/gate.ts';

/** What a run of the command under some role showed. */
export interface Trial {
  readonly code: number;
  readonly calls: number;
  readonly asked: readonly AskedOperation[];
  readonly unmatched: readonly string[];
}

export interface VerifyInput {
  readonly role: readonly PermissionName[];
  /** Whether each permission is to be shown to be needed. */
  readonly isMinimality: boolean;
  /** Runs the command. @param isFirst of that alone the reader sees what it prints */
  readonly tryRole: (role: readonly PermissionName[], isFirst: boolean) => Promise<Trial>;
  readonly gate: Gate;
  readonly permissions: PermissionGraph;
  readonly rules: RuleSet;
}

/**
 * Proves a role by the integration's own command: it works under the role, and without any one permission a call that it
 * makes is refused. Which call that will be is known after the first run; the others show it.
 */
export async function verify(input: VerifyInput): Promise<Proof> {
  const role = input.role.toSorted(input.permissions.compare);
  const first = await input.tryRole(role, true);
  const refused = deniedIn(first, role, input.gate);
  const resting = restingOn(role, first, input.gate);
  const idle = role.filter((name) => (resting.get(name) ?? []).length === 0);
  const isSound = first.code === 0 && refused.length === 0 && first.calls > 0;
  const shown: Shown =
    isSound && input.isMinimality ? await showNeeded(role, idle, first, input) : { needed: [], unproved: [], runs: 1 };
  const proof = {
    role,
    calls: first.calls,
    code: first.code,
    refused: refused.map((asked) => toRefusedCall(asked, role, input)),
    idle,
    broader: broaderThanNeeded(role, idle, first, input),
    unmatched: first.unmatched,
    ...shown,
  };
  return { ...proof, status: statusOf(proof, input.isMinimality) };
}

/** What the role does not let through, also where the call failed for another reason before that could show. */
function deniedIn({ asked }: Trial, role: readonly PermissionName[], gate: Gate): readonly AskedOperation[] {
  const held = gate.hold(role);
  return asked.filter(({ operation, passed, denied }) => denied > 0 && !gate.allows(operation, passed, held));
}

/** What was refused for the role, and not because a scenario says so. */
function refusedIn({ asked }: Trial, role: readonly PermissionName[], gate: Gate): readonly AskedOperation[] {
  const held = gate.hold(role);
  return asked.filter(({ operation, passed, refused }) => refused > 0 && !gate.allows(operation, passed, held));
}

/** What is refused anyhow rests on nothing. */
function allowedIn(
  asked: readonly AskedOperation[],
  role: readonly PermissionName[],
  gate: Gate,
): readonly AskedOperation[] {
  const held = gate.hold(role);
  return asked.filter(({ operation, passed }) => gate.allows(operation, passed, held));
}

function statusOf(proof: Omit<Proof, 'status'>, isMinimality: boolean): ProofStatus {
  if (proof.calls === 0 && proof.unmatched.length === 0) return 'silent';
  if (proof.refused.length > 0) return 'too-small';
  if (proof.code !== 0) return 'failed';
  if (proof.unmatched.length > 0) return 'open';
  if (!isMinimality) return 'enough';
  if (proof.unproved.length > 0) return 'unproved';
  return proof.idle.length > 0 || proof.broader.length > 0 ? 'not-minimal' : 'proved';
}

/** For each permission, the operations that were asked and would be refused if it alone were gone. */
function restingOn(
  role: readonly PermissionName[],
  { asked }: Trial,
  gate: Gate,
): ReadonlyMap<PermissionName, readonly Operation[]> {
  const allowed = allowedIn(asked, role, gate);
  return new Map(
    role.map((name) => {
      const held = gate.hold(role.filter((one) => one !== name));
      const lost = allowed.filter(({ operation, passed }) => !gate.allows(operation, passed, held));
      return [name, [...new Set(lost.map(({ operation }) => operation))]];
    }),
  );
}

/** Whether what a permission implies would do in its place: Read-Only Lead for Read-Write Lead. */
function broaderThanNeeded(
  role: readonly PermissionName[],
  idle: readonly PermissionName[],
  { asked }: Trial,
  { gate, permissions }: VerifyInput,
): Proof['broader'] {
  return role.flatMap((name) => {
    const lesser = [...permissions.implied(name)].filter((one) => one !== name);
    if (lesser.length === 0 || idle.includes(name)) return [];
    const held = gate.hold([...role.filter((one) => one !== name), ...lesser]);
    const isEnough = allowedIn(asked, role, gate).every(({ operation, passed }) =>
      gate.allows(operation, passed, held),
    );
    return isEnough ? [{ name, enough: lesser.toSorted(permissions.compare) }] : [];
  });
}

type Shown = Pick<Proof, 'needed' | 'unproved' | 'runs'>;

/**
 * Leaves out all permissions that are not shown yet at once. Calls that are refused then show those permissions without
 * which alone they would be refused as well; the rest is tried again, with those back. So a program that goes on after
 * a refusal takes one run, one that ends at the first takes as many as it has permissions.
 */
async function showNeeded(
  role: readonly PermissionName[],
  idle: readonly PermissionName[],
  first: Trial,
  { tryRole, gate }: VerifyInput,
): Promise<Shown> {
  const needed: NeededPermission[] = [];
  const resting = restingOn(role, first, gate);
  let open = role.filter((name) => !idle.includes(name));
  let runs = 1;
  while (open.length > 0) {
    const without = open;
    const tried = role.filter((name) => !without.includes(name));
    const trial = await tryRole(tried, false);
    runs += 1;
    const refused = new Set(refusedIn(trial, tried, gate).map(({ operation }) => operation));
    const found = without.flatMap((name): NeededPermission[] => {
      const because = (resting.get(name) ?? []).filter((operation) => refused.has(operation));
      return because.length === 0 ? [] : [{ name, because, run: runs, without, code: trial.code }];
    });
    if (found.length === 0) break;
    needed.push(...found);
    open = open.filter((name) => !found.some((one) => one.name === name));
  }
  return { needed: role.flatMap((name) => needed.find((one) => one.name === name) ?? []), unproved: open, runs };
}

function toRefusedCall(
  { operation, passed, denied, refused }: AskedOperation,
  role: readonly PermissionName[],
  { permissions, rules }: VerifyInput,
): RefusedCall {
  const granted = { permissions: role, groups: [], unknown: [], roles: [] };
  const { mend } = mendOperation(operation, passed, { graph: permissions, rules, granted });
  return { operation, times: denied, refused, add: mend.add };
}
