import type { ServiceChange } from '../model/change.ts';
import { describeEvidence } from '../model/describe-evidence.ts';
import { describeCall } from '../model/describe-pattern.ts';
import { compareText } from '../model/location.ts';
import type { OperationUse } from '../model/operation-use.ts';
import type { ServiceReport } from '../model/report.ts';
import { type PlacedPermission, permissionStates, placePermissions } from '../report/content/permission-states.ts';
import type { ReportModel } from '../report/index.ts';
import { switchText } from './switch-text.ts';
import { placeKey, type Switches } from './switches.ts';
import type { ChangedHow, Subject, TreeNode } from './tree.ts';

/** The role dialog: groups, their permissions, the operations that each is about, and the places that call these. */
export function permissionTree(service: ServiceReport, model: ReportModel): readonly TreeNode[] {
  const uses = new Map(service.operations.map((use) => [use.operation.id, use]));
  const certified = new Set(service.role.certificate.map(({ operation }) => operation));
  const counted = service.operations.filter(({ operation }) => certified.has(operation.id));
  const placed = placePermissions({ service, model, counted });
  const below = (one: PlacedPermission) => one.operations.flatMap((id) => uses.get(id) ?? []);
  return model.permissions.groups.map((group) => {
    const permissions = placed.filter(({ permission }) => permission.group === group.name);
    const id = `group:${group.name}`;
    return toNode(
      { kind: 'group', name: group.name, permissions },
      { id, words: group.name, isOpen: true },
      permissions.map((one) => permissionNode(one, below(one))),
    );
  });
}

function permissionNode(placed: PlacedPermission, uses: readonly OperationUse[]): TreeNode {
  const { name, aliases } = placed.permission;
  const id = `permission:${name}`;
  const words = [name, ...aliases, permissionStates[placed.state].word, placed.disputed ? 'disputed' : ''].join(' ');
  return toNode(
    { kind: 'permission', placed },
    { id, words },
    uses.map((use) => operationNode(use, id)),
  );
}

function operationNode(use: OperationUse, above: string): TreeNode {
  const { id: operation, name } = use.operation;
  const id = `${above}/${operation}`;
  const places = use.evidence.map((evidence) =>
    toNode(
      { kind: 'place', use, evidence },
      { id: `${id}/${placeKey(evidence)}`, words: describeEvidence(evidence) },
      [],
    ),
  );
  return toNode({ kind: 'operation', use }, { id, words: `${operation} ${name}` }, unique(places));
}

/** Each file with the calls that stand in it, or that it recorded. */
export function fileTree(service: ServiceReport): readonly TreeNode[] {
  const files = new Map<string, TreeNode[]>();
  for (const use of service.operations) {
    for (const evidence of use.evidence) {
      const subject: Subject = { kind: 'place', use, evidence };
      const id = `call:${use.operation.id}/${placeKey(evidence)}`;
      const words = `${describeEvidence(evidence)} ${use.operation.id} ${use.operation.name}`;
      const calls = files.get(evidence.file) ?? [];
      calls.push(toNode(subject, { id, words }, []));
      files.set(evidence.file, calls);
    }
  }
  const isFew = files.size <= 12;
  return [...files]
    .sort(([a], [b]) => compareText(a, b))
    .map(([file, nodes]) => {
      const calls = unique(nodes).toSorted((a, b) => positionOf(a) - positionOf(b));
      const options = { id: `file:${file}`, words: file, isOpen: isFew };
      return toNode({ kind: 'file', file, calls: calls.length }, options, calls);
    });
}

function positionOf({ subject }: TreeNode): number {
  if (subject.kind !== 'place') return 0;
  return subject.evidence.kind === 'source' ? subject.evidence.line : subject.evidence.entry;
}

/** The calls of which the operation is not known, with what each of them could be. */
export function openTree(service: ServiceReport): readonly TreeNode[] {
  const unresolved = service.unresolved.map((call, position) => {
    const id = `unresolved:${position}`;
    const words = `${describeCall(call)} ${describeEvidence(call.evidence)}`;
    const candidates = call.candidates.map((operation) =>
      toNode(
        { kind: 'candidate', call, operation },
        { id: `${id}/${operation.id}`, words: `${operation.id} ${operation.name}` },
        [],
      ),
    );
    return toNode({ kind: 'unresolved', call }, { id, words }, candidates);
  });
  const unmatched = service.unmatched.map((call, position) => {
    const id = `unmatched:${position}`;
    const places = call.evidence.map((evidence, index) =>
      toNode({ kind: 'seen', evidence }, { id: `${id}/${index}`, words: describeEvidence(evidence) }, []),
    );
    return toNode({ kind: 'unmatched', call }, { id, words: describeCall(call) }, places);
  });
  return [...unresolved, ...unmatched];
}

export function serviceTree(services: readonly ServiceReport[]): readonly TreeNode[] {
  return services.map((service, position) =>
    toNode({ kind: 'service', service }, { id: `service:${position}`, words: service.name }, []),
  );
}

/** What the reader has switched, in that order. */
export function switchTree(switches: Switches): readonly TreeNode[] {
  return [...switches].map(([key, made]) => toNode({ kind: 'switch', made }, { id: key, words: switchText(made) }, []));
}

/** What differs from the earlier report, by service, each with what made it so. */
export function changeTree(changes: readonly ServiceChange[]): readonly TreeNode[] {
  return changes.map((change) => {
    const id = `change:${change.service}`;
    const list = (how: ChangedHow, names: readonly string[]) =>
      names.map((name) =>
        toNode({ kind: 'changed', how, name, change }, { id: `${id}/${how}/${name}`, words: name }, []),
      );
    const gained = change.gained.map((one) => {
      const below = one.because.flatMap(({ operation, evidence }) =>
        evidence.map((seen, index) =>
          toNode(
            { kind: 'seen', evidence: seen },
            { id: `${id}/gained/${one.permission}/${operation}/${index}`, words: describeEvidence(seen) },
            [],
          ),
        ),
      );
      const options = { id: `${id}/gained/${one.permission}`, words: one.permission };
      return toNode({ kind: 'gained', gained: one, change }, options, below);
    });
    const added = change.added.map(({ operation }) => operation);
    const children = [...gained, ...list('lost', change.lost), ...list('added', added)];
    return toNode({ kind: 'change', change }, { id, words: change.service, isOpen: true }, [
      ...children,
      ...list('dropped', change.dropped),
    ]);
  });
}

function toNode(
  subject: Subject,
  options: { readonly id: string; readonly words: string; readonly isOpen?: boolean },
  children: readonly TreeNode[],
): TreeNode {
  return { id: options.id, subject, words: options.words.toLowerCase(), children, isOpen: options.isOpen ?? false };
}

/** The same call can be in the evidence twice, when it is made with several values. */
function unique(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return [...new Map(nodes.map((node) => [node.id, node])).values()];
}
