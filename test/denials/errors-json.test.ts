import { beforeAll, expect, test } from 'vitest';
import { judgeOutcome } from '../../src/har/outcome.ts';
import { loadErrors } from '../../src/load/errors.ts';
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
