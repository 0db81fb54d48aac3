import type { Demand, OpenModule } from '../../static/contract/origin.ts';
import type { Resolution, Resolve } from '../../static/contract/resolve.ts';
import type { SourceResult } from '../../static/index.ts';
import type { CacheStore } from './cache-store.ts';
import { keepJson, keptJson } from './kept-json.ts';
import { hashOf } from './snapshot.ts';

/** What following a program's calls depends on, but for what its imports mean. */
export interface AnalysisKey {
  /** Which rolefit, with which rules, and everything a reader set. Any JSON. */
  readonly identity: unknown;
  readonly files: ReadonlyMap<string, string>;
  readonly entries: readonly string[];
  /** What modules that were not read import, where not all were. */
  readonly open: ReadonlyMap<string, OpenModule> | undefined;
}

type Question = readonly [specifier: string, from: string, answer: Resolution];

interface Kept {
  readonly asked: readonly Question[];
  readonly result: Omit<SourceResult, 'demand'>;
  readonly demand?: KeptDemand;
}

type Names = readonly (readonly [path: string, names: readonly string[]])[];
type KeptDemand = 'all' | { readonly callersOf: Names; readonly exportsOf: Names; readonly modules: readonly string[] };

/**
 * Follows a program's calls, or takes what following the same texts gave before. Which modules a program asks for is
 * only known when it is followed, so every question is kept with its answer, and what is kept holds only while all
 * questions are answered alike.
 */
export async function followOnce(
  store: CacheStore | undefined,
  key: AnalysisKey,
  resolve: Resolve,
  follow: (resolve: Resolve) => Promise<SourceResult>,
): Promise<SourceResult> {
  if (store === undefined) return follow(resolve);
  const name = `analysis ${nameOf(key)}`;
  const earlier = keptJson<Kept>(store, name);
  if (earlier?.asked.every(([specifier, from, answer]) => isSame(resolve(specifier, from), answer))) {
    return restore(earlier);
  }
  const asked = new Map<string, Question>();
  const result = await follow((specifier, from) => {
    const answer = resolve(specifier, from);
    asked.set(JSON.stringify([specifier, from]), [specifier, from, answer]);
    return answer;
  });
  const { demand, ...rest } = result;
  const kept = { asked: [...asked.values()], result: rest, ...(demand && { demand: keep(demand) }) } satisfies Kept;
  keepJson(store, name, kept);
  return result;
}

function nameOf({ identity, files, entries, open }: AnalysisKey): string {
  const texts = [...files].map(([path, text]) => [path, hashOf(text)]);
  const modules = Array.from(open ?? [], ([path, { names, live, runs }]) => [
    path,
    names === 'all' ? names : [...names],
    live,
    runs,
  ]);
  return hashOf(JSON.stringify([identity, entries, texts, open === undefined ? 'whole' : modules]));
}

function keep(demand: Demand): KeptDemand {
  if (demand === 'all') return demand;
  const { callersOf, exportsOf, modules } = demand;
  const list = (names: ReadonlyMap<string, ReadonlySet<string>>): Names =>
    Array.from(names, ([path, set]) => [path, [...set]]);
  return { callersOf: list(callersOf), exportsOf: list(exportsOf), modules: [...modules] };
}

function restore({ result, demand }: Kept): SourceResult {
  if (demand === undefined) return result;
  if (demand === 'all') return { ...result, demand };
  const { callersOf, exportsOf, modules } = demand;
  const map = (names: Names): Map<string, Set<string>> => new Map(names.map(([path, list]) => [path, new Set(list)]));
  return {
    ...result,
    demand: { callersOf: map(callersOf), exportsOf: map(exportsOf), modules: new Set(modules) },
  };
}

function isSame(one: Resolution, other: Resolution): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
