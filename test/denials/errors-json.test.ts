import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { judgeOutcome } from '../../src/har/outcome.ts';
import { loadErrors } from '../../src/load/errors.ts';
import { loadModel } from '../../src/load/model.ts';
import type { ErrorFacts } from '../../src/model/denial.ts';

let facts: ErrorFacts;
beforeAll(async () => {
  facts = await loadErrors();
});

test('each code stands once, in order', () => {
  const codes = facts.errors.map(({ code }) => Number(code));
  expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
});

test('what a code says of the permission is what a recording with it counts as', () => {
  const outcomes = { missing: 'denied', elsewhere: 'denied', held: 'allowed', unknown: 'attempted' } as const;
  for (const { code, level, permission } of facts.errors) {
    if (level === 'http') continue;
    const answer = { form: 'json', success: false, codes: [code], identity: undefined } as const;
    const outcome = judgeOutcome({ host: 'rest', path: '/rest/v1/leads.json', status: 200, mediaType: '', answer });
    expect({ code, outcome }).toEqual({ code, outcome: outcomes[permission] });
  }
});

test('every cause is behind codes that a denial can have, and each such code has a cause', () => {
  const denials = facts.errors.filter(({ permission }) => permission === 'missing' || permission === 'elsewhere');
  const codes = denials.map(({ code }) => code);
  expect(codes).toContain('603');
  const explained = facts.causes.flatMap((cause) => cause.codes);
  expect([...new Set(explained)].sort()).toEqual(codes.toSorted());
  expect(new Set(facts.causes.map(({ id }) => id)).size).toBe(facts.causes.length);
});

test('a source that a cause names is one of the file, and paths are those of operations', async () => {
  const file = JSON.parse(readFileSync(new URL('../../rules/errors.json', import.meta.url), 'utf8'));
  const named = file.causes.flatMap(({ source }: { source?: string }) => source ?? []);
  const titles = file.sources.map(({ what }: { what: string }) => what);
  expect(named.filter((title: string) => !titles.includes(title))).toEqual([]);
  const { operations } = (await loadModel()).rules;
  const beginnings = facts.causes.flatMap(({ paths = [] }) => paths);
  expect(beginnings.filter((start) => !operations.some(({ path }) => path.startsWith(start)))).toEqual([]);
});
