import type { ApiCall } from '../model/api-call.ts';
import { methods } from '../model/operation.ts';
import { hostFamily } from '../rules/marketo-hosts.ts';
import { createMatcher, type Matcher } from '../rules/match.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { createRecogniseText } from '../rules/texts/recognise-text.ts';
import { analyzeSources } from '../static/index.ts';
import { writtenFor } from './client-programs.ts';
import type { SinkRuleSet } from './clients.ts';

const host = '123-ABC-456.mktorest.com';

/** What rolefit says of a program. */
export interface Said {
  /** Operations, and whether each is definite. */
  readonly operations: ReadonlyMap<string, boolean>;
  /** Whether anything is open, or asks for what the rules do not know. */
  readonly isOpen: boolean;
}

/** How what is said compares with what arrived. */
export type Verdict = 'same' | 'inferred' | 'extra' | 'open' | 'WRONG' | 'SILENT' | 'nothing to find';

/** Holds descriptions of clients to what the libraries sent. */
export interface Judge {
  /**
   * Analyses a program as it would stand in a file that says nothing of Marketo but the host.
   * @param installed which version of a package there is; left out: nobody knows
   */
  operationsIn(source: string, installed?: (specifier: string) => string | undefined): Said;
  /** @param arrived method and path of each request that the library sent: "GET /rest/v1/leads.json?a=1" */
  verdictOn(said: Said, arrived: readonly string[]): Verdict;
}

/** A judge by these descriptions. */
export function createJudge(sinks: SinkRuleSet, rules: RuleSet): Judge {
  const matcher = createMatcher(rules);
  const recognise = createRecogniseText(rules, matcher);
  return {
    operationsIn: (source, installed) => {
      const { calls } = analyzeSources({
        files: new Map([['main.mjs', writtenFor(source, new URL(`https://${host}`))]]),
        resolve: (name) => {
          const version = installed?.(name);
          return { kind: 'external', name, ...(version === undefined ? {} : { installed: { locked: [version] } }) };
        },
        entries: ['main.mjs'],
        sinks,
        matcher,
        hostFamily: (name) => hostFamily(name, []),
        recognise,
      });
      return saidBy(calls, matcher);
    },
    verdictOn: (said, arrived) =>
      compare(said, [...new Set(arrived.flatMap((line) => arrivedAt(line, matcher) ?? []))]),
  };
}

function saidBy(calls: readonly ApiCall[], matcher: Matcher): Said {
  const operations = new Map<string, boolean>();
  let isOpen = false;
  for (const call of calls.filter(({ reachable }) => reachable)) {
    const { method, host: family, path, openBase = false } = call;
    const match = matcher.match({ method, host: family, path, openBase });
    const id = match.kind === 'matched' ? match.operation.id : undefined;
    if (id === undefined) isOpen = true;
    else operations.set(id, (operations.get(id) ?? false) || call.certainty === 'definite');
  }
  return { operations, isOpen };
}

/** The operation that a request is, as it arrived. */
function arrivedAt(line: string, matcher: Matcher): string | undefined {
  const [name, address = ''] = line.split(' ');
  const method = methods.find((one) => one === name);
  const path = address.split(/[?#]/)[0] ?? '';
  // What is sent with a doubled slash or an address for a path is answered by nobody.
  if (method === undefined || /\/\/|\.\./.test(path) || !path.startsWith('/')) return undefined;
  const match = matcher.match({ method, host: 'rest', path: [path], openBase: false });
  return match.kind === 'matched' ? match.operation.id : undefined;
}

function compare(said: Said, wanted: readonly string[]): Verdict {
  if (wanted.length === 0) return 'nothing to find';
  const missed = wanted.filter((id) => !said.operations.has(id));
  const extra = [...said.operations.keys()].filter((id) => !wanted.includes(id) && !id.includes('/identity/'));
  if (missed.length > 0) return extra.length > 0 ? 'WRONG' : said.isOpen ? 'open' : 'SILENT';
  if (extra.length > 0) return 'extra';
  return wanted.every((id) => said.operations.get(id) === true) ? 'same' : 'inferred';
}
