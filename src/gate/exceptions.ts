import { makeFinding } from '../findings/index.ts';
import type { Finding } from '../model/finding.ts';
import type { AcceptedFinding, Exception, ExceptionComment } from '../model/policy.ts';
import { readComments, type ValidComment } from './exception-comments.ts';
import { isMeant, placesOf } from './exception-match.ts';

export interface ExceptionInput {
  readonly exceptions: readonly Exception[];
  readonly comments: readonly ExceptionComment[];
  /** YYYY-MM-DD in UTC. */
  readonly today: string;
}

export interface ExceptedFindings {
  /** What no exception speaks of. */
  readonly open: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** What is wrong with the exceptions themselves. */
  readonly problems: readonly Finding[];
  /** Exceptions that hold today and that no finding needs. */
  readonly unused: readonly Finding[];
}

/** Takes out the findings that somebody decided to live with. An exception that has run out, or is wrong, counts for nothing. */
export function applyExceptions(findings: readonly Finding[], input: ExceptionInput): ExceptedFindings {
  const { valid, invalid } = readComments(input.comments);
  const isOver = ({ until }: { readonly until?: string }) => until !== undefined && until < input.today;
  const all = [...input.exceptions, ...valid];
  const holding = {
    exceptions: input.exceptions.filter((one) => !isOver(one)),
    comments: valid.filter((one) => !isOver(one)),
  };
  const used = new Set<Exception | ValidComment>();
  const open: Finding[] = [];
  const accepted: AcceptedFinding[] = [];
  for (const finding of findings) {
    const by = exceptionsFor(finding, holding);
    for (const one of by) used.add(one);
    const [first] = by;
    if (first === undefined) open.push(finding);
    else accepted.push(acceptedBy(finding, first));
  }
  const expired = all
    .filter(isOver)
    .map(({ kind, until = '', at }) =>
      makeFinding('expired-exception', { kind, until }, { confidence: 'exact', location: at }),
    );
  const unused = [...holding.exceptions, ...holding.comments]
    .filter((one) => !used.has(one))
    .map(({ kind, at }) => makeFinding('unused-exception', { kind }, { confidence: 'exact', location: at }));
  return { open, accepted, problems: [...invalid, ...expired], unused };
}

interface Holding {
  readonly exceptions: readonly Exception[];
  readonly comments: readonly ValidComment[];
}

/** Those that a finding is excepted by; empty when it stays open. Comments must cover every line that it rests on. */
function exceptionsFor(finding: Finding, { exceptions, comments }: Holding): readonly (Exception | ValidComment)[] {
  const meant = exceptions.filter((exception) => isMeant(finding, exception));
  if (meant.length > 0) return meant;
  const ofKind = comments.filter(({ kind }) => kind === finding.kind);
  const places = placesOf(finding);
  if (ofKind.length === 0 || places.length === 0) return [];
  const covering = places.map((place) => ofKind.find(({ file, line }) => place?.file === file && place.line === line));
  return covering.includes(undefined) ? [] : covering.filter((comment) => comment !== undefined);
}

function acceptedBy(finding: Finding, { reason, until }: Exception | ValidComment): AcceptedFinding {
  return { finding, by: 'exception', reason, ...(until === undefined ? {} : { until }) };
}
