import type { SourceResult } from '../../static/index.ts';
import type { Resolution, Resolve } from '../../static/machine/modules.ts';
import type { CacheStore } from './cache-store.ts';
import { hashOf } from './snapshot.ts';

/** What following a program's calls depends on, but for what its imports mean. */
export interface AnalysisKey {
  /** Which rolefit, with which rules, and everything a reader set. Any JSON. */
  readonly identity: unknown;
  readonly files: ReadonlyMap<string, string>;
  readonly entries: readonly string[];
}

type Question = readonly [specifier: string, from: string, answer: Resolution];

interface Kept {
  readonly asked: readonly Question[];
  readonly result: SourceResult;
}

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
  const kept = parse(store.read(name));
  if (kept?.asked.every(([specifier, from, answer]) => isSame(resolve(specifier, from), answer))) return kept.result;
  const asked = new Map<string, Question>();
  const result = await follow((specifier, from) => {
    const answer = resolve(specifier, from);
    asked.set(JSON.stringify([specifier, from]), [specifier, from, answer]);
    return answer;
  });
  const text = JSON.stringify({ asked: [...asked.values()], result } satisfies Kept);
  store.write(name, Buffer.from(`${hashOf(text)}\n${text}`));
  return result;
}

function nameOf({ identity, files, entries }: AnalysisKey): string {
  const texts = [...files].map(([path, text]) => [path, hashOf(text)]);
  return hashOf(JSON.stringify([identity, entries, texts]));
}

function parse(bytes: Buffer | undefined): Kept | undefined {
  const text = bytes?.toString('utf8') ?? '';
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  return end !== -1 && text.slice(0, end) === hashOf(body) ? (JSON.parse(body) as Kept) : undefined;
}

function isSame(one: Resolution, other: Resolution): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
