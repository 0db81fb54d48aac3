import { loadSinkRules } from '../../../../src/load/clients.ts';
import { loadModel } from '../../../../src/load/model.ts';
import type { InputSummary } from '../../../../src/model/report.ts';
import { hostFamily } from '../../../../src/rules/marketo-hosts.ts';
import { createMatcher } from '../../../../src/rules/match.ts';
import { createRecogniseText } from '../../../../src/rules/texts/recognise-text.ts';
import { statusOf } from '../../../../src/solve/solve-service.ts';
import { analyzeSources } from '../../../../src/static/index.ts';
import type { Limits } from '../../../../src/static/machine/machine.ts';
import { narrowUnresolved } from '../../../../src/uses/code-and-traffic.ts';
import { createUseTable } from '../../../../src/uses/use-table.ts';
import { resolver } from '../../../kit/program.ts';

const sinks = await loadSinkRules();
const model = await loadModel();
const matcher = createMatcher(model.rules);
const recognise = createRecogniseText(model.rules, matcher);

/** What the analysis claims of a program. */
export interface Claims {
  /** Operations of the role: those that something live sends. */
  readonly live: ReadonlySet<string>;
  /** Operations that it lists as sent by nothing that can run. */
  readonly dead: ReadonlySet<string>;
  /** Why the role is a lower bound; empty where it is called complete. */
  readonly open: readonly string[];
  /** Operations that an open call may be. */
  readonly candidates: ReadonlySet<string>;
}

/** Analyses a program as rolefit does, in memory; the first file is where it starts. */
export function claimsOf(files: Readonly<Record<string, string>>, limits: Partial<Limits> = {}): Claims {
  const { calls, problems } = analyzeSources({
    files: new Map(Object.entries(files)),
    resolve: resolver(files),
    entries: Object.keys(files).slice(0, 1),
    sinks,
    matcher,
    hostFamily: (host) => hostFamily(host, []),
    // Programs are small: what takes more than this goes round in circles.
    limits: { steps: 20_000, ...limits },
    recognise,
  });
  const inputs = problems.map(
    ({ file, what }): InputSummary => ({
      file,
      kind: 'source',
      read: 1,
      calls: 0,
      skipped: [],
      complete: false,
      problem: what,
    }),
  );
  const table = createUseTable(matcher, { defaultService: 'code' });
  for (const call of calls) table.add(call);
  const folded = table.finish().map(narrowUnresolved);
  const uses = folded.flatMap((service) => service.uses).filter(({ certainty }) => certainty !== 'possible');
  const unresolved = folded.flatMap((service) => service.unresolved).filter(({ reachable }) => reachable);
  const unmatched = folded.flatMap((service) => service.unmatched).filter(({ reachable }) => reachable);
  const isOpen = problems.length > 0 || folded.some((service) => statusOf(service, inputs) !== 'complete');
  const reasons = [
    ...problems.map(({ what }) => what),
    ...unresolved.map(({ path }) => `an open call: ${JSON.stringify(path)}`),
    ...unmatched.map(({ method, path }) => `an unmatched call: ${method} ${JSON.stringify(path)}`),
    'a lower bound, without a reason',
  ];
  return {
    live: new Set(uses.filter(({ reachable }) => reachable).map(({ operation }) => operation.id)),
    dead: new Set(uses.filter(({ reachable }) => !reachable).map(({ operation }) => operation.id)),
    open: isOpen ? reasons : [],
    candidates: new Set(unresolved.flatMap(({ candidates }) => candidates.map(({ id }) => id))),
  };
}

/** The operation that a sent request is, or nothing where Marketo has none. */
export function operationOf(request: string): string | undefined {
  const [method = '', url = ''] = request.split(' ');
  const path = /^https:\/\/[\w-]+\.mktorest\.com(\/.*)$/.exec(url)?.[1];
  if (path === undefined) return undefined;
  const known = methodOf(method);
  if (known === undefined) return undefined;
  const match = matcher.match({ method: known, host: 'rest', path: [path] });
  return match.kind === 'matched' ? match.operation.id : undefined;
}

const methodOf = (name: string) =>
  (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).find((method) => method === name);
