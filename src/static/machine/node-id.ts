import type { ts } from 'ts-morph';

const nodeIds = new WeakMap<ts.Node, number>();
let nodeCount = 0;

/** A number for a node; the same node always gets the same one. */
export function nodeId(node: ts.Node): number {
  const known = nodeIds.get(node);
  if (known !== undefined) return known;
  nodeCount += 1;
  nodeIds.set(node, nodeCount);
  return nodeCount;
}
