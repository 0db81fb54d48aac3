import { loadSinkRules } from '../../src/load/clients.ts';
import { loadModel } from '../../src/load/model.ts';
import type { ApiCall } from '../../src/model/api-call.ts';
import { methods } from '../../src/model/operation.ts';
import { hostFamily } from '../../src/rules/marketo-hosts.ts';
import { createMatcher } from '../../src/rules/match.ts';
import { createRecogniseText } from '../../src/rules/texts/recognise-text.ts';
import { analyzeSources } from '../../src/static/index.ts';
import { type ClientProgram, writtenFor } from './client-programs.ts';

const sinks = await loadSinkRules();
const { rules } = await loadModel();
const matcher = createMatcher(rules);
const recognise = createRecogniseText(rules, matcher);
const host = '123-ABC-456.mktorest.com';

/** What rolefit says of a program. */
export interface Said {
  /** Operations, and whether each is definite. */
  readonly operations: ReadonlyMap<string, boolean>;
  /** Whether anything is open, or asks for what the rules do not know. */
  readonly isOpen: boolean;
}

/**
 * Analyses a program as it would stand in a file that says nothing of Marketo but the host.
 * @param installed which version of a package there is; left out: nobody knows
 */
export function operationsIn(program: ClientProgram, installed?: (name: string) => string | undefined): Said {
  const { calls } = analyzeSources({
    files: new Map([['main.mjs', writtenFor(program, new URL(`https://${host}`))]]),
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
  const operations = new Map<string, boolean>();
  let isOpen = false;
  for (const call of calls.filter(({ reachable }) => reachable)) {
    const id = operationOf(call);
    if (id === undefined) isOpen = true;
    else operations.set(id, (operations.get(id) ?? false) || call.certainty === 'definite');
  }
  return { operations, isOpen };
}

function operationOf(call: ApiCall): string | undefined {
  const { method, host: family, path, openBase = false } = call;
  const match = matcher.match({ method, host: family, path, openBase });
  return match.kind === 'matched' ? match.operation.id : undefined;
}

/** The operation that a request is, as it arrived: "GET /rest/v1/leads.json?a=1". */
export function operationArrived(line: string): string | undefined {
  const [name, address = ''] = line.split(' ');
  const method = methods.find((one) => one === name);
  const path = address.split(/[?#]/)[0] ?? '';
  // What is sent with a doubled slash or an address for a path is answered by nobody.
  if (method === undefined || /\/\/|\.\./.test(path) || !path.startsWith('/')) return undefined;
  const match = matcher.match({ method, host: 'rest', path: [path], openBase: false });
  return match.kind === 'matched' ? match.operation.id : undefined;
}

/** How what is said compares with what arrived. */
export type Verdict = 'same' | 'inferred' | 'extra' | 'open' | 'WRONG' | 'SILENT' | 'nothing to find';

export function verdictOn(said: Said, arrived: readonly string[]): Verdict {
  const wanted = [...new Set(arrived.flatMap((line) => operationArrived(line) ?? []))];
  if (wanted.length === 0) return 'nothing to find';
  const missed = wanted.filter((id) => !said.operations.has(id));
  const extra = [...said.operations.keys()].filter((id) => !wanted.includes(id) && !id.includes('/identity/'));
  if (missed.length > 0) return extra.length > 0 ? 'WRONG' : said.isOpen ? 'open' : 'SILENT';
  if (extra.length > 0) return 'extra';
  return wanted.every((id) => said.operations.get(id) === true) ? 'same' : 'inferred';
}
