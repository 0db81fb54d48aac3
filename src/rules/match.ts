import type { ApiCall } from '../model/api-call.ts';
import type { Operation } from '../model/operation.ts';
import type { Spelling } from '../model/operation-use.ts';
import { isHole } from '../model/value.ts';
import { createLookup, type Hit, type Lookup, type Wanted } from './match/lookup.ts';
import {
  createFindOpen,
  type FindOpen,
  hasHole,
  isOverlong,
  knownLength,
  saysNothing,
  withoutQuery,
} from './match/open-paths.ts';
import { type PathReading, readPath } from './match/read-path.ts';
import { foldCase, type Segment } from './match/segment.ts';
import { findSimilar } from './match/similar.ts';
import { covers, type Template, templatesOf } from './match/template.ts';
import { whenAsked } from './match/when-asked.ts';
import { writtenPath } from './match/written-path.ts';
import type { RuleSet } from './rule-set.ts';

/** The part of an API call that decides its operation. */
export type CallTarget = Pick<ApiCall, 'method' | 'host' | 'path' | 'openBase'>;

/** What the rules say about a call. */
export type Match =
  | {
      readonly kind: 'matched';
      readonly operation: Operation;
      /** `inferred`: the method, a base URL that ends in "/rest", or that a hole at the end is only the query. */
      readonly certainty: 'definite' | 'inferred';
      /** How the path deviates from the rule's; each once. */
      readonly spellings: readonly Spelling[];
      /** The path as the call spells it, with the names of parameters in place of their values. */
      readonly written: string;
    }
  /** The operations that fit what is known, in the rules' order; empty when nothing is known. */
  | { readonly kind: 'possible'; readonly candidates: readonly Operation[] }
  /** Nothing fits, whatever the holes hold. `similar` is a hint of at most three operations, worked out when asked for. */
  | { readonly kind: 'unmatched'; readonly similar: readonly Operation[] };

export interface Matcher {
  /** Total: never throws, whatever the path. The host, when it is not known, is not held against the call. */
  match(call: CallTarget): Match;
  /** Operations that a path without a match is close to, at most three, the best hint first. */
  similar(call: CallTarget): readonly Operation[];
}

type Matched = Extract<Match, { kind: 'matched' }>;

/**
 * Makes the rules ready to be asked. A concrete path is matched in one walk, independent of the number of rules;
 * only a path whose holes face literal text is held against every rule. What is asked of is made when it first is: many
 * runs see no call, and most see no such hole.
 */
export function createMatcher(rules: RuleSet): Matcher {
  const templates = whenAsked(() => rules.operations.flatMap(templatesOf));
  const made = {
    lookup: whenAsked(() => createLookup(templates())),
    findOpen: whenAsked(() => createFindOpen(templates())),
  };
  const lookup: Lookup = (segments, wanted) => made.lookup()(segments, wanted);
  const findOpen: FindOpen = (readings, wanted) => made.findOpen()(readings, wanted);

  function matchReading(reading: PathReading, all: readonly PathReading[], call: CallTarget): Match | undefined {
    if (!reading.rooted) return undefined;
    const wanted = wantedBy(call);
    const others = (segments: readonly Segment[]): Operation[] => {
      const open = findOpen(all, wanted).filter((template) => !covers(template, segments));
      return open.map(({ operation }) => operation);
    };
    const path = withoutQuery(reading.segments);
    const asQuery = path && lookup(path, wanted);
    if (asQuery && endsInText(asQuery) && others(path).length === 0) {
      return settle(asQuery, { ...reading, segments: path, inferred: true }, call, []);
    }
    const hit = lookup(reading.segments, wanted);
    return hit && settle(hit, reading, call, isAmbiguous(hit, reading, call) ? others(reading.segments) : []);
  }

  function settle(hit: Hit, reading: PathReading, call: CallTarget, others: readonly Operation[]): Match {
    const [first, ...more] = hit.templates;
    if (first === undefined || more.length > 0 || others.some((other) => other !== first.operation)) {
      return possible([...hit.templates.map(({ operation }) => operation), ...others]);
    }
    return matched(first, hit, reading, call);
  }

  function possible(candidates: readonly Operation[]): Match {
    const chosen = new Set(candidates);
    return { kind: 'possible', candidates: rules.operations.filter((operation) => chosen.has(operation)) };
  }

  function similar(call: CallTarget): readonly Operation[] {
    return findSimilar(templates(), lookup, readPath(call.path, call.openBase), call.method);
  }

  function match(call: CallTarget): Match {
    const readings = readPath(call.path, call.openBase);
    const segments = readings.flatMap((reading) => reading.segments);
    if (hasHole(segments) && (knownLength(segments) === 0 || isOverlong(segments))) return possible([]);
    for (const reading of readings) {
      const found = matchReading(reading, readings, call);
      if (found) return found;
    }
    const open = hasHole(segments) ? findOpen(readings, wantedBy(call)) : [];
    if (open.length > 0 || saysNothing(segments)) return possible(open.map(({ operation }) => operation));
    return {
      kind: 'unmatched',
      // A getter: a million calls may go unmatched, and the hint is wanted once for each kind of path.
      get similar() {
        return similar(call);
      },
    };
  }

  return { match, similar };
}

function wantedBy({ host, method }: CallTarget): Wanted {
  return {
    isOnHost: ({ operation }) => host === undefined || operation.host === host,
    hasMethod: ({ operation }) => method === undefined || operation.method === method,
  };
}

/** A hole after such an end can add to the URL only a query; after a bare parameter it may be more of the value. */
function endsInText({ templates }: Hit): boolean {
  return templates.every(({ segments }) => {
    const last = segments.at(-1);
    return last?.kind === 'literal' || (last?.kind === 'parameter' && last.suffix !== '');
  });
}

/**
 * A hole in a parameter's place is that parameter. Not so when more of its segment is known than the parameter's
 * suffix, which may be of a literal (`by${key}.json`), nor when the method is not known either and the hole ends the
 * path: it may hold any tail.
 */
function isAmbiguous({ templates }: Hit, { segments }: PathReading, { method }: CallTarget): boolean {
  const saysMore = segments.some(
    (segment, index) => segment.text === undefined && templates.some((template) => !isAlone(segment, template, index)),
  );
  const last = segments.at(-1);
  const endsOpen = last !== undefined && last.text === undefined && last.tail === '';
  return saysMore || (method === undefined && endsOpen);
}

function isAlone({ pieces }: Segment, template: Template, index: number): boolean {
  const known = pieces.filter((piece) => !isHole(piece)).join('');
  const expected = template.segments[index];
  return expected?.kind === 'parameter' && foldCase(known) === foldCase(expected.suffix);
}

function matched(template: Template, hit: Hit, reading: PathReading, call: CallTarget): Matched {
  const spellings = [...hit.spellings, ...reading.spellings];
  return {
    kind: 'matched',
    operation: template.operation,
    certainty: call.method === undefined || reading.inferred ? 'inferred' : 'definite',
    spellings,
    written: spellings.length === 0 ? template.path : writtenPath(reading, template),
  };
}
