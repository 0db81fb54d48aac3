import { ts } from 'ts-morph';
import type { ChainStep, SourceEvidence } from '../model/evidence.ts';
import type { Location } from '../model/location.ts';
import type { Address } from './address.ts';
import { functionName } from './machine/function-name.ts';
import type { CallRecord } from './sinks/recorder.ts';
import { isGap, type Literal, type Text } from './value/value.ts';

export type PathOf = (file: ts.SourceFile) => string;

/** The place of a node: its first character, in the file's own lines. */
export function locationOf(node: ts.Node, pathOf: PathOf): Location {
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { file: pathOf(file), line: line + 1, column: character + 1 };
}

/** Segments that stand in most paths and say nothing about which operation it is. */
const plainSegments = new Set(['', 'rest', 'v1', 'v2', 'asset', 'bulk', '.json', 'json']);

/**
 * The call that a reader would point at: where the program says which endpoint it wants. For a request sent by a
 * wrapper that is the outermost call that hands the wrapper the telling part of the path, not the wrapper's `fetch`.
 */
export function siteOf(record: CallRecord, address: Address | undefined): ts.Node {
  const all = [...record.calls, record.node];
  const telling = address === undefined ? [] : tellingPieces(address.path);
  const indexes = telling.map((piece) => frameOf(piece, all)).filter((index) => index !== undefined);
  const site = indexes.length === 0 ? undefined : all[Math.min(...indexes)];
  return site ?? (address === undefined ? undefined : siteOfGaps(address.path, all)) ?? record.node;
}

/** Where nothing of the path is literal: the call in the function that brings it in. */
function siteOfGaps(path: Text, calls: readonly ts.Node[]): ts.Node | undefined {
  for (const gap of path.pieces.filter(isGap)) {
    const owner = gap.parameterOf ?? (gap.at === undefined ? undefined : enclosingFunction(gap.at));
    const site = calls.find((call) => enclosingFunction(call) === owner);
    if (site !== undefined) return site;
  }
  return undefined;
}

function tellingPieces(path: Text): Literal[] {
  const literals = path.pieces.filter((piece): piece is Literal => !isGap(piece));
  const telling = literals.filter((piece) => piece.text.split(/[/.]/).some((segment) => !plainSegments.has(segment)));
  return telling.length > 0 ? telling : literals;
}

/** Index of the outermost call that hands the piece on, or that stands beside where it is written. */
function frameOf(piece: Literal, calls: readonly ts.Node[]): number | undefined {
  const nodes = [...(piece.at === undefined ? [] : [piece.at]), ...piece.via];
  const handing = calls.findIndex((call) => nodes.some((node) => node === call || isInside(node, call)));
  if (handing !== -1) return handing;
  const functions = nodes.map(enclosingFunction);
  const beside = calls.findIndex((call) => {
    const enclosing = enclosingFunction(call);
    return !ts.isSourceFile(enclosing) && functions.includes(enclosing);
  });
  if (beside !== -1) return beside;
  const file = piece.at?.getSourceFile();
  const inFile = calls.findIndex((call) => call.getSourceFile() === file);
  return inFile === -1 ? undefined : inFile;
}

/** Whether a node is written inside a call, in the same function: not in a callback that the call gets. */
function isInside(node: ts.Node, call: ts.Node): boolean {
  const sameFile = node.getSourceFile() === call.getSourceFile();
  return (
    sameFile && call.pos <= node.pos && node.end <= call.end && enclosingFunction(node) === enclosingFunction(call)
  );
}

function enclosingFunction(node: ts.Node): ts.Node {
  let at: ts.Node = node;
  while (at.parent !== undefined) {
    at = at.parent;
    if (ts.isFunctionLike(at) || ts.isSourceFile(at)) return at;
  }
  return at;
}

/** The evidence for a call: its site, and the way from there back to where the parts of the address are written. */
export function evidenceOf(record: CallRecord, address: Address | undefined, pathOf: PathOf): SourceEvidence {
  const site = siteOf(record, address);
  const at = locationOf(site, pathOf);
  const steps: ChainStep[] = [];
  for (const piece of address === undefined ? [] : tellingPieces(address.path)) {
    if (piece.at !== undefined) steps.push({ ...locationOf(piece.at, pathOf), label: 'path' });
  }
  const base = address?.baseLiterals[0] ?? address?.path.pieces.find((piece) => !isGap(piece));
  if (base?.at !== undefined) steps.push({ ...locationOf(base.at, pathOf), label: 'base URL' });
  const baseGap = address?.base[0];
  if (baseGap?.at !== undefined) {
    const name = baseGap.name === undefined ? '' : ` ${baseGap.name}`;
    steps.push({ ...locationOf(baseGap.at, pathOf), label: `base URL${name}` });
  }
  const inner = [...record.calls, record.node];
  for (const call of inner.slice(inner.indexOf(site) + 1)) {
    steps.push({
      ...locationOf(call, pathOf),
      label: call === record.node ? sentBy(record) : `through ${callName(call)}`,
    });
  }
  return { kind: 'source', ...at, chain: withoutRepeats(steps, at) };
}

function sentBy(record: CallRecord): string {
  return record.kind === 'sdk' ? `${record.sdk}: ${record.method}()` : `sent by ${record.client}`;
}

function callName(call: ts.Node): string {
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return functionName(call) ?? 'a call';
  const { expression } = call;
  const name = ts.isPropertyAccessExpression(expression)
    ? expression.name.text
    : ts.isIdentifier(expression)
      ? expression.text
      : undefined;
  return name === undefined ? 'a call' : `${name}()`;
}

function withoutRepeats(steps: readonly ChainStep[], site: Location): ChainStep[] {
  const seen = new Set<string>();
  return steps.filter((step) => {
    const key = `${step.file}:${step.line}:${step.label}`;
    const isSite = step.file === site.file && step.line === site.line;
    if (seen.has(key) || (isSite && step.label !== 'base URL')) return false;
    seen.add(key);
    return true;
  });
}
