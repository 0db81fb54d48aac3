import { ts } from 'ts-morph';
import { isDeclaredOnce } from './result-use.ts';

const known = new WeakMap<ts.SourceFile, ReadonlyMap<string, ts.Expression>>();

/** What a name was declared to be, where its file declares it once, as a constant: `const folder = join(here, 'jobs')`. */
export function constantOf(name: ts.Identifier): ts.Expression | undefined {
  const file = name.getSourceFile();
  const constants = known.get(file) ?? constantsOf(file);
  known.set(file, constants);
  return isDeclaredOnce(name) ? constants.get(name.text) : undefined;
}

function constantsOf(file: ts.SourceFile): Map<string, ts.Expression> {
  const found = new Map<string, ts.Expression>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      if ((ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0) found.set(node.name.text, node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}
