import { ts } from 'ts-morph';
import type { ApiCall } from '../../model/api-call.ts';
import type { ChainStep, SourceEvidence } from '../../model/evidence.ts';
import type { Location } from '../../model/location.ts';
import type { CallRecord } from '../machine/recorder.ts';
import { functionName } from '../syntax/function-name.ts';
import { locationAt } from '../syntax/location-at.ts';
import { isGap, type Literal, type Text } from '../value/value.ts';
import type { Address } from './address.ts';

export type PathOf = (file: ts.SourceFile) => string;

/** Tells where nodes stand. */
export interface Places {
  readonly pathOf: PathOf;
  /** The package of a path, where several hang together by their names; each path has the same when absent. */
  readonly packageOf?: ((path: string) => string) | undefined;
}

/** The place of a node: its first character, in the file's own lines. */
export function locationOf(node: ts.Node, pathOf: PathOf): Location {
  const file = node.getSourceFile();
  return locationAt(file, pathOf(file), node.getStart(file));
}

/** Where a call is reported. */
export interface Site {
  readonly node: ts.Node;
  /** Whether the call there is not in progress: the request is sent again later, by a timer, a queue or a stream. */
  readonly isEcho: boolean;
}

/** Segments that stand in most paths and say nothing about which operation it is. */
const plainSegments = new Set(['', 'rest', 'v1', 'v2', 'asset', 'bulk', '.json', 'json']);

/**
 * The call that a reader would point at: where the program says which endpoint it wants. For a request sent by a
 * wrapper that is the outermost call that hands the wrapper the telling part of the path, not the wrapper's `fetch`.
 */
export function siteOf(record: CallRecord, address: Address | undefined, template?: string): Site {
  const calls = [...record.calls, record.node];
  if (address === undefined) return { node: record.node, isEcho: false };
  const telling = tellingPieces(address.path, template);
  const handing = telling.flatMap((piece) => handingCall(piece, calls) ?? []);
  if (handing.length > 0) return { node: calls[Math.min(...handing)] ?? record.node, isEcho: false };
  const near = telling.flatMap((piece) => lastCallInFile(piece, calls) ?? []);
  if (near.length > 0) return { node: calls[Math.min(...near)] ?? record.node, isEcho: false };
  const earlier = firstHandedOver(telling);
  if (earlier !== undefined) return { node: earlier, isEcho: true };
  return { node: siteOfGaps(address.path, calls) ?? record.node, isEcho: false };
}

/** Literals that say which operation it is: not a prefix that all share, not what fills a parameter of the template. */
function tellingPieces(path: Text, template: string | undefined): Literal[] {
  const literals = path.pieces.filter((piece): piece is Literal => !isGap(piece));
  const fixed = template === undefined ? undefined : fixedWords(template);
  const telling = literals.filter((piece) =>
    piece.text
      .split('/')
      .some(
        (segment) =>
          !plainSegments.has(segment) && (fixed === undefined || fixed.some((word) => overlaps(word, segment))),
      ),
  );
  return telling.length > 0 ? telling : literals;
}

/** The words of a template that are not parameters. */
function fixedWords(template: string): string[] {
  return template.split('/').filter((segment) => !segment.startsWith('{') && !plainSegments.has(segment));
}

/** Whether a piece of text can be part of this word: `lead` of `leads.json`, `s.json` of it, or the whole. */
function overlaps(word: string, segment: string): boolean {
  const [a, b] = [word.toLowerCase(), segment.toLowerCase()];
  return a.startsWith(b) || a.endsWith(b) || (b.length > 3 && a.includes(b));
}

/** Index of the outermost call that hands the piece on, or that stands in the function where it is written. */
function handingCall(piece: Literal, calls: readonly ts.Node[]): number | undefined {
  const nodes = [...(piece.at === undefined ? [] : [piece.at]), ...piece.via];
  const handing = calls.findIndex((call) => nodes.some((node) => node === call || isInside(node, call)));
  if (handing !== -1) return handing;
  const functions = nodes.map(enclosingFunction);
  const beside = calls.findIndex((call) => {
    const enclosing = enclosingFunction(call);
    return !ts.isSourceFile(enclosing) && functions.includes(enclosing);
  });
  return beside === -1 ? undefined : beside;
}

/** A path that no call hands over, such as a field of a subclass: the call nearest to the request in its file. */
function lastCallInFile(piece: Literal, calls: readonly ts.Node[]): number | undefined {
  const file = piece.at?.getSourceFile();
  const index = calls.findLastIndex((call) => call.getSourceFile() === file);
  return index === -1 ? undefined : index;
}

/** A request that is sent again later, by a timer or a queue: the call that once handed the path over. */
function firstHandedOver(telling: readonly Literal[]): ts.Node | undefined {
  return telling.flatMap(({ via }) => via.find((node) => ts.isCallExpression(node)) ?? [])[0];
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
export function evidenceOf(
  record: CallRecord,
  address: Address | undefined,
  places: Places,
  template?: string,
): SourceEvidence {
  const { pathOf } = places;
  const site = siteOf(record, address, template).node;
  const at = locationOf(site, pathOf);
  const steps: ChainStep[] = [];
  for (const piece of address === undefined ? [] : tellingPieces(address.path, template)) {
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
  const step = (call: ts.Node): ChainStep => ({
    ...locationOf(call, pathOf),
    label: call === record.node ? sentBy(record) : `through ${callName(call)}`,
  });
  steps.push(...inner.slice(inner.indexOf(site) + 1).map(step));
  const chain = withoutRepeats(steps, at);
  const entering = enteringCall(inner, inner.indexOf(site), places);
  const optional = record.failing.isSurvived ? { optional: true as const } : {};
  if (entering === undefined) return { kind: 'source', ...at, chain, ...optional };
  const entered = { at: locationOf(inner[entering] ?? site, pathOf), steps: [] };
  const between = inner.slice(entering + 1, inner.indexOf(site) + 1).map(step);
  return { kind: 'source', ...at, chain, ...optional, entered: { ...entered, steps: between } };
}

/** Index of the last call before the site that stands in the package in which all began, where the site's is another. */
function enteringCall(calls: readonly ts.Node[], site: number, { pathOf, packageOf }: Places): number | undefined {
  if (packageOf === undefined || site <= 0) return undefined;
  const packages = calls.slice(0, site + 1).map((call) => packageOf(pathOf(call.getSourceFile())));
  const own = packages[0] ?? '';
  if (packages.at(-1) === own) return undefined;
  return packages.lastIndexOf(own);
}

/** The call as the program makes it: at its own line, from where the chain leads through a package to the request. */
export function fromOwnLine(call: ApiCall): ApiCall {
  if (call.evidence.kind !== 'source' || call.evidence.entered === undefined) return call;
  const { entered, kind, chain, optional } = call.evidence;
  return {
    ...call,
    evidence: {
      kind,
      ...entered.at,
      chain: withoutRepeats([...entered.steps, ...chain], entered.at),
      ...(optional === undefined ? {} : { optional }),
    },
  };
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
