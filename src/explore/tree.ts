import type { GainedPermission, ServiceChange } from '../model/change.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Operation } from '../model/operation.ts';
import type { OperationUse, UnmatchedCall, UnresolvedCall } from '../model/operation-use.ts';
import type { ServiceReport } from '../model/report.ts';
import type { PlacedPermission } from '../report/content/permission-states.ts';
import type { Switch } from './switches.ts';

/** What a row of a list stands for. */
export type Subject =
  | { readonly kind: 'group'; readonly name: string; readonly permissions: readonly PlacedPermission[] }
  | { readonly kind: 'permission'; readonly placed: PlacedPermission }
  | { readonly kind: 'operation'; readonly use: OperationUse }
  | { readonly kind: 'place'; readonly use: OperationUse; readonly evidence: Evidence }
  | { readonly kind: 'file'; readonly file: string; readonly calls: number }
  | { readonly kind: 'unresolved'; readonly call: UnresolvedCall }
  | { readonly kind: 'unmatched'; readonly call: UnmatchedCall }
  | { readonly kind: 'candidate'; readonly call: UnresolvedCall; readonly operation: Operation }
  | { readonly kind: 'service'; readonly service: ServiceReport }
  | { readonly kind: 'switch'; readonly made: Switch }
  | { readonly kind: 'change'; readonly change: ServiceChange }
  | { readonly kind: 'gained'; readonly gained: GainedPermission; readonly change: ServiceChange }
  | { readonly kind: 'changed'; readonly how: ChangedHow; readonly name: string; readonly change: ServiceChange }
  | { readonly kind: 'seen'; readonly evidence: Evidence };

export type ChangedHow = 'lost' | 'added' | 'dropped';

/** A row with what can be unfolded below it. */
export interface TreeNode {
  /** Unique within its tree, and the same as long as the report is. */
  readonly id: string;
  readonly subject: Subject;
  /** What a search looks at, in lower case. */
  readonly words: string;
  readonly children: readonly TreeNode[];
  /** Whether it is unfolded at first. */
  readonly isOpen: boolean;
}

/** A node where it stands on the screen. */
export interface Row {
  readonly node: TreeNode;
  readonly depth: number;
  readonly isOpen: boolean;
  readonly parent: string | undefined;
}

/** Which nodes of a tree are to be seen. */
export interface TreeView {
  /** Nodes that are not as they were at first: folded where they were open, open where they were folded. */
  readonly folds: ReadonlySet<string>;
  /** In lower case; "" for no search. */
  readonly query: string;
  readonly isKept: (node: TreeNode) => boolean;
}

/**
 * The rows of a tree from top to bottom. With a query only those that hold its words, and what leads to them: a node
 * opens by itself where something below it was found.
 */
export function visibleRows(nodes: readonly TreeNode[], view: TreeView): readonly Row[] {
  const terms = view.query.split(/\s+/).filter((term) => term !== '');
  const found = new Map<TreeNode, boolean>();
  const rows: Row[] = [];
  add(nodes.filter(isFound), 0, undefined);
  return rows;

  function add(level: readonly TreeNode[], depth: number, parent: string | undefined): void {
    for (const node of level) {
      if (!view.isKept(node)) continue;
      const below = terms.length === 0 ? [] : node.children.filter(isFound);
      const isOpen = below.length > 0 || (node.children.length > 0 && node.isOpen !== view.folds.has(node.id));
      rows.push({ node, depth, isOpen, parent });
      // Below a node that was found itself nothing is left out.
      if (isOpen) add(below.length > 0 ? below : node.children, depth + 1, node.id);
    }
  }

  /** Whether a node, or one below it, holds every term. */
  function isFound(node: TreeNode): boolean {
    const known = found.get(node);
    if (known !== undefined) return known;
    const answer = terms.every((term) => node.words.includes(term)) || node.children.some(isFound);
    found.set(node, answer);
    return answer;
  }
}
