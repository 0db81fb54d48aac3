import { ts } from 'ts-morph';

/** The names that the files of a program write, as names or as words of their texts. */
export interface WrittenNames {
  /** How often a name is written. */
  times(name: string): number;
  hasAny(names: readonly string[]): boolean;
  /** Whether anything is called by a name that is no text: `model[action]()`. */
  readonly callsAnyName: boolean;
}

const known = new WeakMap<ReadonlyMap<string, ts.SourceFile>, WrittenNames>();

/** Every name that the files write: of variables, members and properties, and the words of their texts. */
export function writtenNames(files: ReadonlyMap<string, ts.SourceFile>): WrittenNames {
  const found = known.get(files);
  if (found !== undefined) return found;
  const counts = new Map<string, number>();
  let callsAnyName = false;
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) count(node.text);
    else if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      for (const word of node.text.match(/[\w$]+/g) ?? []) count(word);
    if (ts.isCallExpression(node) && ts.isElementAccessExpression(node.expression))
      callsAnyName ||= !ts.isLiteralExpression(node.expression.argumentExpression);
    ts.forEachChild(node, visit);
  };
  for (const file of files.values()) ts.forEachChild(file, visit);
  const names: WrittenNames = {
    times: (name) => counts.get(name) ?? 0,
    hasAny: (all) => all.some((name) => counts.has(name)),
    callsAnyName,
  };
  known.set(files, names);
  return names;
}
