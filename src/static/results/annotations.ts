import type { ts } from 'ts-morph';
import { type AnnotationProblem, noRequestWords } from '../../model/annotation.ts';
import type { ApiCall } from '../../model/api-call.ts';
import type { ConfigAnnotation } from '../../model/config.ts';
import type { SourceEvidence } from '../../model/evidence.ts';
import { methods, type Operation } from '../../model/operation.ts';
import type { UnfollowedText } from '../../model/text-account.ts';
import type { Match, Matcher } from '../../rules/match.ts';
import { type AnnotationComment, findAnnotationComments } from './annotation-comments.ts';
import { placeAnnotation } from './configured-annotations.ts';

export interface AnnotatedCalls {
  readonly calls: readonly ApiCall[];
  /** The calls that comments closed. */
  readonly closed: ReadonlySet<ApiCall>;
  /** What comments say of texts that were not followed. */
  readonly settled: ReadonlyMap<UnfollowedText, 'called' | 'stated'>;
  readonly problems: readonly AnnotationProblem[];
}

/** A call whose operation cannot be told, at its place in the code. */
interface OpenCall {
  readonly call: ApiCall;
  readonly evidence: SourceEvidence;
  readonly match: Match;
}

type UnknownAnnotation = Extract<AnnotationProblem, { kind: 'unknown-annotation' }>;

/** What one comment comes to: the operations it names, if all of them are known. */
type Reading = { readonly operations: readonly Operation[] } | { readonly unknown: UnknownAnnotation };

/**
 * Closes unresolved calls with what comments say they are: `// rolefit: GET /rest/v1/leads.json`, on the line of the
 * call or alone above it. A comment counts as a whole or not at all: each operation must be known and must fit what
 * the analysis knows of a call on that line. What a comment leaves out stays open.
 *
 * A text that was not followed is settled the same way, or by `// rolefit: no request`.
 */
export function applyAnnotations(
  calls: readonly ApiCall[],
  files: ReadonlyMap<string, ts.SourceFile>,
  matcher: Matcher,
  configured: readonly ConfigAnnotation[] = [],
  texts: readonly UnfollowedText[] = [],
): AnnotatedCalls {
  const written = [...files].flatMap(([path, file]) => findAnnotationComments(file, path));
  if (written.length === 0 && configured.length === 0)
    return { calls, problems: [], closed: new Set(), settled: new Map() };
  const open = openCallsByLine(calls, matcher);
  const comments = [
    ...written,
    ...configured.flatMap((annotation) =>
      placeAnnotation(annotation, linesOf(annotation.file, calls, open, texts), files),
    ),
  ];
  const closed = new Set<ApiCall>();
  const made = new Map<string, ApiCall>();
  const settled = new Map<UnfollowedText, 'called' | 'stated'>();
  const problems = comments.flatMap((comment): AnnotationProblem[] => {
    const line = lineKey(comment.file ?? comment.location.file, comment.line);
    const textsHere = texts.filter((text) => lineKey(text.file, text.line) === line);
    if (saysNoRequest(comment)) {
      for (const text of textsHere) settled.set(text, 'stated');
      return textsHere.length > 0
        ? []
        : [{ kind: 'stale-annotation', annotation: noRequestWords, location: comment.location }];
    }
    const reading = readItems(comment, matcher);
    if ('unknown' in reading) return [reading.unknown];
    const here = open.get(line) ?? [];
    if (here.length === 0 && textsHere.length > 0) {
      for (const text of textsHere) settled.set(text, 'called');
      for (const operation of reading.operations) addCall(made, statedCall(textsHere, operation, comment));
      return [];
    }
    const found = problemsOf(comment, reading.operations, here);
    if (found.length > 0) return found;
    for (const one of here) {
      for (const operation of reading.operations.filter((each) => canBe(one, each))) {
        closed.add(one.call);
        addCall(made, annotatedCall(one, operation, comment));
      }
    }
    return [];
  });
  return { calls: [...calls.filter((call) => !closed.has(call)), ...made.values()], problems, closed, settled };
}

function saysNoRequest({ items }: AnnotationComment): boolean {
  return items.length === 1 && items[0] === noRequestWords;
}

function openCallsByLine(calls: readonly ApiCall[], matcher: Matcher): ReadonlyMap<string, readonly OpenCall[]> {
  const open = new Map<string, OpenCall[]>();
  for (const call of calls) {
    const { evidence } = call;
    if (evidence.kind !== 'source') continue;
    const match = matcher.match(call);
    if (call.certainty !== 'possible' && match.kind !== 'possible') continue;
    const key = lineKey(evidence.file, evidence.line);
    open.set(key, [...(open.get(key) ?? []), { call, evidence, match }]);
  }
  return open;
}

/** The lines of a file with calls, and those with open ones. */
function linesOf(
  file: string,
  calls: readonly ApiCall[],
  open: ReadonlyMap<string, readonly OpenCall[]>,
  texts: readonly UnfollowedText[],
) {
  const unfollowed = texts.flatMap((text) => (text.file === file ? [text.line] : []));
  const called = new Set(
    calls.flatMap(({ evidence }) => (evidence.kind === 'source' && evidence.file === file ? [evidence.line] : [])),
  );
  const lines = [...called].filter((line) => open.has(lineKey(file, line)));
  return { called: new Set([...called, ...unfollowed]), open: new Set([...lines, ...unfollowed]) };
}

function lineKey(file: string, line: number | undefined): string {
  return `${line ?? ''} ${file}`;
}

function readItems({ items, location }: AnnotationComment, matcher: Matcher): Reading {
  const operations: Operation[] = [];
  for (const item of items) {
    const found = findOperation(item, matcher);
    if (found.operation === undefined) return { unknown: { kind: 'unknown-annotation', ...found.hint, location } };
    operations.push(found.operation);
  }
  return { operations };
}

type Named =
  | { readonly operation: Operation }
  | { readonly operation?: undefined; readonly hint: Pick<UnknownAnnotation, 'annotation' | 'similar'> };

/** What may be repeated in a report: a method and a plain path, no text that somebody wrote for people. */
const plainItem = /^([A-Za-z]{3,7}) (\/[\w./{}~-]{1,150})$/;
const secretLike = /[A-Za-z0-9]{32}/;

function findOperation(item: string, matcher: Matcher): Named {
  const [, word = '', path = ''] = plainItem.exec(item) ?? [];
  const method = methods.find((name) => name === word.toUpperCase());
  if (path === '' || secretLike.test(path)) return { hint: {} };
  const match = matcher.match({ method, host: undefined, path: [path] });
  if (match.kind === 'matched' && method !== undefined) return { operation: match.operation };
  const similar = match.kind === 'unmatched' ? match.similar[0]?.id : undefined;
  return { hint: { annotation: item, ...(similar === undefined ? {} : { similar }) } };
}

function problemsOf(
  { location }: AnnotationComment,
  operations: readonly Operation[],
  here: readonly OpenCall[],
): AnnotationProblem[] {
  const [first] = here;
  return operations.flatMap((operation): AnnotationProblem[] => {
    const annotation = operation.id;
    if (first === undefined) return [{ kind: 'stale-annotation', annotation, location }];
    if (here.some((one) => canBe(one, operation))) return [];
    const { file, line, column } = first.evidence;
    return [{ kind: 'contradicted-annotation', annotation, call: { file, line, column }, location }];
  });
}

/** Whether nothing that is known of the call speaks against its being this operation. */
function canBe({ call, match }: OpenCall, operation: Operation): boolean {
  if (call.method !== undefined && call.method !== operation.method) return false;
  if (call.host !== undefined && call.host !== operation.host) return false;
  if (match.kind === 'matched') return match.operation.id === operation.id;
  if (match.kind === 'unmatched') return false;
  // No candidate means that nothing of the path is known.
  return match.candidates.length === 0 || match.candidates.some(({ id }) => id === operation.id);
}

function annotatedCall({ call, evidence }: OpenCall, operation: Operation, { location }: AnnotationComment): ApiCall {
  return {
    ...call,
    method: operation.method,
    host: operation.host,
    // As text: a template is its own best match, while a hole at its end could stand for more than the parameter.
    path: [operation.path],
    certainty: 'inferred',
    evidence: { ...evidence, chain: [...evidence.chain, { ...location, label: 'annotated' }] },
  };
}

/** A call of which only a text was found: the comment says which operation it is. */
function statedCall(
  [text]: readonly UnfollowedText[],
  operation: Operation,
  { location }: AnnotationComment,
): ApiCall | undefined {
  if (text === undefined) return undefined;
  const { file, line, column } = text;
  return {
    method: operation.method,
    host: operation.host,
    path: [operation.path],
    parameters: { names: [], complete: false },
    certainty: 'inferred',
    reachable: true,
    evidence: { kind: 'source', file, line, column, chain: [{ ...location, label: 'annotated' }] },
  };
}

/** Several open alternatives of one call may be closed by the same words: that is one call. */
function addCall(made: Map<string, ApiCall>, call: ApiCall | undefined): void {
  if (call === undefined) return;
  const { evidence, method, path } = call;
  if (evidence.kind !== 'source') return;
  const key = `${evidence.line}:${evidence.column} ${method} ${path.join('')} ${evidence.file}`;
  const known = made.get(key);
  if (known === undefined || (call.reachable && !known.reachable)) made.set(key, call);
}
