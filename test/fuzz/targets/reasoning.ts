import fc from 'fast-check';
import { loadModel } from '../../../src/load/model.ts';
import { InputError } from '../../../src/model/input-error.ts';
import { methods } from '../../../src/model/operation.ts';
import { createMatcher } from '../../../src/rules/match.ts';
import { minimalRole } from '../../../src/solve/index.ts';
import { seeded } from '../../har/mutations.ts';
import { referenceMatcher } from '../../rules/match-reference.ts';
import { bruteForceRole } from '../../solve/brute-force.ts';
import { randomModel } from '../../solve/random-model.ts';
import { pick, type Random, seedTarget, type Target } from '../target.ts';

const { rules } = await loadModel();
const matcher = createMatcher(rules);
const reference = referenceMatcher(rules.operations);

const templates = rules.operations.flatMap(({ path, aliases }) => [path, ...aliases.map((alias) => alias.path)]);
const segments = [...new Set(templates.flatMap((path) => path.split('/')))].filter((one) => !one.includes('{'));
const values = ['5', 'byName', 'describe', 'schema', '.', '..', 'a.json', 'a%2Fb', 'X', 'x y', '{id}', '%', 'ä'];

const changes: readonly ((path: string, random: Random) => string)[] = [
  (path) => path,
  (path) => path.toUpperCase(),
  (path) => `${path}/`,
  (path) => path.replace('/', '//'),
  (path) => path.replace(/^\/rest/, ''),
  (path) => path.replace(/\.json$/, ''),
  (path) => path.replace(/v1/, 'v2'),
  (path) => `${path}.json`,
  (path, random) => path.split('/').with(at(path, random), pick(segments, random)).join('/'),
  (path, random) => path.split('/').with(at(path, random), pick(values, random)).join('/'),
  (path, random) => path.split('/').toSpliced(at(path, random), 1).join('/'),
  (path, random) => path.split('/').toSpliced(at(path, random), 0, pick(segments, random)).join('/'),
  (path, random) => {
    const place = 1 + Math.floor(random() * path.length);
    return path.slice(0, place) + path.slice(place + 1);
  },
];

function at(path: string, random: Random): number {
  return 1 + Math.floor(random() * (path.split('/').length - 1));
}

/** Each seed tries every template once, changed in some way. */
const paths: Target = seedTarget({
  name: 'paths',
  law: 'every template, its path changed in some way, matches what trying all templates one by one finds',
  endings: ['agreed'],
  inTests: 6,
  judgeSeed(seed) {
    const random = seeded(seed);
    for (const template of templates) {
      const filled = template.replace(/\{[^}]*\}/g, () => pick(random() < 0.7 ? values : segments, random));
      const changed = pick(changes, random)(pick(changes, random)(filled, random), random);
      const path = changed.startsWith('/') ? changed : `/${changed}`;
      const method = random() < 0.3 ? undefined : pick(methods, random);
      const host = pick([undefined, 'rest', 'ingestion'] as const, random);
      agree({ method, host, path: [path] });
    }
    return 'agreed';
  },
});

function agree(call: Parameters<typeof matcher.match>[0]): void {
  const match = matcher.match(call);
  const expected = reference(call)?.operations.map(({ id }) => id) ?? [];
  const found =
    match.kind === 'matched'
      ? [match.operation.id]
      : match.kind === 'possible'
        ? match.candidates.map(({ id }) => id)
        : [];
  if (found.toSorted().join() !== expected.toSorted().join())
    throw new Error(`${JSON.stringify(call)}: ${found} instead of ${expected}`);
}

const solver: Target = seedTarget({
  name: 'solver',
  law: 'the minimal role is the one that trying every set of boxes finds, with a grant and without',
  endings: ['agreed'],
  inTests: 200,
  judgeSeed(seed) {
    const [model] = fc.sample(randomModel, { seed, numRuns: 1 });
    if (model === undefined) throw new Error('no model was made');
    const { graph, operations, uses, granted } = model;
    const problem = { graph, rules: { operations }, uses, status: 'complete' } as const;
    for (const grant of [undefined, granted]) {
      const smallest = bruteForceRole(model, grant);
      try {
        const role = minimalRole({ ...problem, ...(grant === undefined ? {} : { granted: { permissions: grant } }) });
        const names = role.permissions.map(({ name }) => name);
        if (names.join() !== smallest?.join()) throw new Error(`${names} instead of ${smallest}`);
      } catch (error) {
        if (!(error instanceof InputError) || smallest !== undefined) throw error;
      }
    }
    return 'agreed';
  },
});

export const reasoning: readonly Target[] = [paths, solver];
