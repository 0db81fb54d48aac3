import { ts } from 'ts-morph';

/** The label that stands before a loop. */
export function labelOf(node: ts.Node): string | undefined {
  return node.parent !== undefined && ts.isLabeledStatement(node.parent) ? node.parent.label.text : undefined;
}
