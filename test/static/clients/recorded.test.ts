import { describe, expect, test } from 'vitest';
import { clientPrograms, recordedArrivals, versionRun } from '../../../src/load/client-programs.ts';
import { loadSinkRules } from '../../../src/load/clients.ts';
import { loadModel } from '../../../src/load/model.ts';
import { createJudge, type Verdict } from '../../../src/load/program-verdict.ts';

const sinks = await loadSinkRules();
const { operationsIn, verdictOn } = createJudge(sinks, (await loadModel()).rules);
const recorded = recordedArrivals();
const { arrived, versions } = recorded;
const programs = clientPrograms();
const clients = [...new Set(programs.map(({ client }) => client))];
/** What Node brings itself is known by any name. */
const importsClient = /from '(?!node:|@HTTP@)/;
/** Clients of which a version may be read differently, by the names that they are imported by. */
const versioned = new Set(sinks.clients.flatMap(({ modules, versions }) => (versions === undefined ? [] : modules)));
const hasVersions = (source: string) =>
  [...source.matchAll(/(?:from |require\(|import\()'(?:node:)?([^']+)'/g)].some(([, name = '']) => versioned.has(name));
const counted = new Map<Verdict, number>();

// What arrived was recorded with the real libraries: `npm run bench:clients -- --record`.
describe('what a real library sent is not missed without a word, and no other operation named for it', () => {
  test.each(clients)('%s', (client) => {
    const bad: string[] = [];
    for (const program of programs.filter((one) => one.client === client)) {
      const verdict = verdictOn(operationsIn(program.source), arrived[client]?.[program.name] ?? []);
      counted.set(verdict, (counted.get(verdict) ?? 0) + 1);
      if (verdict === 'WRONG' || verdict === 'SILENT') bad.push(`${verdict}: ${program.name}`);
      if (!hasVersions(program.source)) continue;
      const withVersion = operationsIn(program.source, versionRun(program, recorded));
      const known = verdictOn(withVersion, arrived[client]?.[program.name] ?? []);
      if (known === 'WRONG' || known === 'SILENT') bad.push(`${known} with the version that was run: ${program.name}`);
    }
    expect(bad).toEqual([]);
  });

  test('nearly all is found, and nearly all for certain', () => {
    const count = (...verdicts: Verdict[]) => verdicts.reduce((sum, verdict) => sum + (counted.get(verdict) ?? 0), 0);
    const sent = programs.length - count('nothing to find');
    expect(count('same', 'inferred', 'extra') / sent).toBeGreaterThan(0.99);
    expect(count('same') / sent).toBeGreaterThan(0.97);
    // Without a version both readings of majors that differ stand.
    expect(count('extra')).toBeLessThanOrEqual(10);
  });
});

test('every program that is written down was run, and nothing else was', () => {
  const names = programs.map(({ client, name }) => `${client}: ${name}`).toSorted();
  const run = Object.entries(arrived).flatMap(([client, all]) => Object.keys(all).map((name) => `${client}: ${name}`));
  expect(run.toSorted()).toEqual(names);
  expect(Object.keys(versions).length).toBeGreaterThan(50);
});

// The same programs with the same answers, written with the names of packages that nobody knows.
describe('of a library that is not described, no operation is named that it does not send', () => {
  const strangers = programs.filter(({ source }) => importsClient.test(source));
  const counts = { said: 0, found: 0 };
  // An own method by the name that the library's is called by, and what that makes of its options.
  const known = new Set(["restler.service: get() with method 'POST' in its options"]);

  test.each([...new Set(strangers.map(({ client }) => client))])('%s', (client) => {
    const bad: string[] = [];
    for (const program of strangers.filter((one) => one.client === client)) {
      const renamed = program.source.replace(/from '(?!node:|zod|rxjs|tough)/g, "from 'acme-");
      const verdict = verdictOn(operationsIn(renamed), arrived[client]?.[program.name] ?? []);
      if (verdict !== 'nothing to find') counts.said += 1;
      if (verdict === 'inferred' || verdict === 'extra') counts.found += 1;
      const isBad = verdict === 'WRONG' || verdict === 'SILENT';
      if (isBad && !known.has(`${client}: ${program.name}`)) bad.push(`${verdict}: ${program.name}`);
    }
    expect(bad).toEqual([]);
  });

  test('most of it is found nevertheless', () => {
    expect(counts.found / counts.said).toBeGreaterThan(0.75);
  });
});
