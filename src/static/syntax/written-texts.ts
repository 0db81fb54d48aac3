import { ts } from 'ts-morph';

const known = new WeakMap<ReadonlyMap<string, ts.SourceFile>, ReadonlySet<string>>();

/** Every whole text that the files write: names by which others may call. */
export function writtenTexts(files: ReadonlyMap<string, ts.SourceFile>): ReadonlySet<string> {
  const found = known.get(files);
  if (found !== undefined) return found;
  const texts = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.add(node.text);
    ts.forEachChild(node, visit);
  };
  for (const file of files.values()) ts.forEachChild(file, visit);
  known.set(files, texts);
  return texts;
}
