import type { Denial, FailedCall } from '../model/denial.ts';
import type { TrafficEvidence } from '../model/evidence.ts';
import { compareText } from '../model/location.ts';
import type { HostFamily, Operation } from '../model/operation.ts';
import { removedApiPath } from '../model/removed-api.ts';
import { createMatcher, type Match } from '../rules/match.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { createMask } from './known-words.ts';
import { type MendContext, mendOperation } from './mend.ts';

/** A call that was answered, and what is known of it besides. */
export interface AnsweredCall extends FailedCall {
  readonly host?: HostFamily;
  /** Whose token was used, as a key or label; calls of different users are never put together. */
  readonly principal?: string;
  readonly evidence?: TrafficEvidence;
}

/** So many exchanges of one kind are kept for display, and so many kinds. */
const mostEvidence = 100;
const mostRows = 500;

/** More operations than this fit a path of which the method is not known only if next to nothing is known. */
const mostCandidates = 6;

interface Row {
  readonly call: AnsweredCall;
  readonly path: string;
  readonly match: Match;
  readonly parameters: Set<string>;
  readonly evidence: TrafficEvidence[];
  calls: number;
}

/** Folds failed calls into kinds: one row for each user, operation and set of codes, in memory that traffic cannot fill. */
export class DenialTable {
  readonly #rules: RuleSet;
  readonly #match: (call: AnsweredCall) => Match;
  readonly #mask: (path: string) => string;
  readonly #rows = new Map<string, Row>();
  readonly #allowed = new Map<string, number>();
  #left = 0;

  constructor(rules: RuleSet) {
    this.#rules = rules;
    const matcher = createMatcher(rules);
    this.#match = ({ method, host, path }) => matcher.match({ method, host, path: [path] });
    this.#mask = createMask([...rules.operations.map((operation) => operation.path), removedApiPath]);
  }

  /** Failed calls of which no kind could be kept, because there are too many kinds. */
  get left(): number {
    return this.#left;
  }

  addAllowed(call: AnsweredCall): void {
    const match = this.#match(call);
    if (match.kind !== 'matched') return;
    const key = allowedKey(call, match.operation);
    this.#allowed.set(key, (this.#allowed.get(key) ?? 0) + 1);
  }

  addFailed(call: AnsweredCall): void {
    const match = this.#match(call);
    const path = match.kind === 'matched' ? match.operation.path : this.#mask(call.path);
    const key = [path, call.method, call.principal, ...call.codes].join('\n');
    const known = this.#rows.get(key);
    if (known === undefined && this.#rows.size >= mostRows) {
      this.#left += 1;
      return;
    }
    const row = known ?? { call, path, match, parameters: new Set(), evidence: [], calls: 0 };
    this.#rows.set(key, row);
    row.calls += 1;
    // Only names that a requirement can hang on: the others are the reader's.
    for (const name of call.parameters) if (this.#isKnownParameter(name, match)) row.parameters.add(name);
    if (call.evidence !== undefined && row.evidence.length < mostEvidence) row.evidence.push(call.evidence);
  }

  /**
   * The kinds by path, method and user, each with what would mend it.
   * @param labelOf turns a principal's key into its label.
   * @throws InputError when no role can meet a requirement.
   */
  rows(context: Omit<MendContext, 'rules'>, labelOf: (key: string) => string = (key) => key): readonly Denial[] {
    const denials = [...this.#rows.values()].map((row) =>
      this.#toDenial(row, { ...context, rules: this.#rules }, labelOf),
    );
    return denials.sort(
      (a, b) =>
        compareText(a.path ?? '', b.path ?? '') ||
        compareText(a.method ?? '', b.method ?? '') ||
        compareText(a.principal ?? '', b.principal ?? '') ||
        compareText(a.codes.join(), b.codes.join()),
    );
  }

  #toDenial(row: Row, context: MendContext, labelOf: (key: string) => string): Denial {
    const { call, match, path, calls, evidence, parameters } = row;
    const operations = operationsOf(match);
    const [only] = operations;
    return {
      ...(call.principal === undefined ? {} : { principal: labelOf(call.principal) }),
      method: call.method,
      path,
      codes: call.codes,
      operations: operations.map((operation) => mendOperation(operation, [...parameters], context)),
      similar: match.kind === 'unmatched' ? match.similar : [],
      calls,
      allowed: only === undefined ? 0 : (this.#allowed.get(allowedKey(call, only)) ?? 0),
      evidence,
    };
  }

  #isKnownParameter(name: string, match: Match): boolean {
    return operationsOf(match).some(({ parameters }) => parameters.includes(name));
  }
}

function operationsOf(match: Match): readonly Operation[] {
  if (match.kind === 'matched') return [match.operation];
  return match.kind === 'possible' ? match.candidates.slice(0, mostCandidates) : [];
}

function allowedKey({ principal }: AnsweredCall, { id }: Operation): string {
  return `${principal ?? ''}\n${id}`;
}
