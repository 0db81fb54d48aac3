import { loadSinkRules } from '../../src/load/clients.ts';
import { loadModel } from '../../src/load/model.ts';
import { hostFamily } from '../../src/rules/marketo-hosts.ts';
import { createMatcher } from '../../src/rules/match.ts';
import { createRecogniseText } from '../../src/rules/texts/recognise-text.ts';
import { chooseSeeds } from '../../src/sources/choose-seeds.ts';
import { findSpecifiers } from '../../src/sources/find-specifiers.ts';
import { createImportGraph, nearestFirst } from '../../src/sources/import-graph.ts';
import { LeftOut } from '../../src/sources/left-out.ts';
import { type NearLimits, NearWorkSet, nearLimits } from '../../src/sources/near-work-set.ts';
import { createFindClues, isTelling } from '../../src/sources/seed-pattern.ts';
import { analyzeSources } from '../../src/static/index.ts';
import type { UnreadInput } from '../../src/static/machine/unread-code.ts';

type Texts = Readonly<Record<string, string>>;

const sinks = await loadSinkRules();
const { rules } = await loadModel();
const matcher = createMatcher(rules);
const recognise = createRecogniseText(rules, matcher);
const findClues = createFindClues({ clientModules: [], hosts: [] });

export interface Answer {
  /** Operations, or what is known of them, each once and sorted; dead ones are marked. */
  readonly operations: readonly string[];
  /** The files that were read, in order. */
  readonly read: readonly string[];
}

/** What a program can call, when all of it is read. The first file is where it starts. */
export function readWhole(texts: Texts): Answer {
  const all = new Set(Object.keys(texts));
  return { operations: analyze(texts, all).operations, read: [...all] };
}

/** The same, with callers read only on demand, however few they are. */
export function readOnDemand(texts: Texts, limits: Partial<NearLimits> = {}): Answer {
  const paths = Object.keys(texts);
  const find = (specifier: string): string | undefined => {
    const bare = specifier.replace(/^\.\//, '');
    return paths.find((path) => path === bare || path === `${bare}.ts` || path === `${bare}.js`);
  };
  const graph = createImportGraph(paths, (path) => {
    const text = texts[path] ?? '';
    return [...findSpecifiers(text)].flatMap(({ start, end }) => find(text.slice(start, end)) ?? []);
  });
  const clues = new Map(paths.map((path) => [path, findClues(texts[path] ?? '', false)]));
  const near = NearWorkSet.begin(
    {
      seeds: chooseSeeds(clues, graph, () => false),
      graph,
      leftOut: new LeftOut(),
      sizeOf: (path) => texts[path]?.length,
      tells: (path) => {
        const { strong = false, suffix = false, setting = false, mention = false } = clues.get(path) ?? {};
        return strong || suffix || setting || mention;
      },
      textOf: (path) => texts[path],
      find,
    },
    { ...nearLimits, callers: 1, ...limits },
  );
  if (near === undefined) throw new Error('the program is read whole from the beginning');
  const live = new Set([...nearestFirst(paths.slice(0, 1), graph.imports)].map(({ path }) => path));
  for (;;) {
    const { operations, demand } = analyze(texts, near.work, { open: near.open(live), isTelling });
    if (demand === undefined) return { operations, read: [...near.work].toSorted() };
    if (!near.widen(demand)) return readWhole(texts);
  }
}

function analyze(texts: Texts, work: ReadonlySet<string>, unread?: UnreadInput) {
  const { calls, demand } = analyzeSources({
    files: new Map(Object.entries(texts).filter(([path]) => work.has(path))),
    resolve: (specifier) => {
      const bare = specifier.replace(/^\.\//, '');
      const path = [bare, `${bare}.ts`, `${bare}.js`].find((name) => Object.hasOwn(texts, name));
      if (!specifier.startsWith('.') || path === undefined) return { kind: 'external', name: specifier };
      return { kind: work.has(path) ? 'source' : 'unread', path };
    },
    entries: Object.keys(texts).slice(0, 1),
    sinks,
    matcher,
    hostFamily: (host) => hostFamily(host, []),
    recognise,
    ...(unread && { unread }),
  });
  const operations = calls.map((call) => {
    const match = matcher.match(call);
    const path = call.path.map((piece) => (typeof piece === 'string' ? piece : '{}')).join('');
    const what = match.kind === 'matched' ? match.operation.id : `${match.kind} ${call.method ?? '?'} ${path}`;
    return `${what}${call.reachable ? '' : ' (dead)'}`;
  });
  return { operations: [...new Set(operations)].toSorted(), demand };
}
