import { describe, expect, test } from 'vitest';
import type { Ability, BlastRadius } from '../../src/model/blast-radius.ts';
import type { ServiceReport } from '../../src/model/report.ts';
import { beyondSentence, describeAbilities, idleSentence, minimalSentence } from '../../src/report/reach.ts';
import { createCleanReport, createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();

function onlyService({ services: [service] }: { readonly services: readonly ServiceReport[] }): ServiceReport {
  if (service === undefined) throw new Error('the kit has no service');
  return service;
}

const clean = onlyService(createCleanReport(model));
const rich = onlyService(createReport(model));

function abilities(...phrases: readonly string[]): Ability[] {
  return phrases.map((phrase) => ({ phrase, effect: 'read', personalData: false, operations: [] }));
}

describe('abilities in a sentence', () => {
  test.each([
    [[], ''],
    [['eat'], 'eat'],
    [['eat', 'drink and dance'], 'eat, and drink and dance'],
    [['eat', 'drink', 'sleep'], 'eat, drink, and sleep'],
    [['eat', 'drink', 'sleep', 'dream'], 'eat, drink, sleep, and 1 more thing'],
    [['eat', 'drink', 'sleep', 'dream', 'wake'], 'eat, drink, sleep, and 2 more things'],
  ])('%j', (phrases, sentence) => {
    expect(describeAbilities(abilities(...phrases), 3)).toBe(sentence);
  });
});

describe('what a manager reads', () => {
  test('beyond the work: what, how much, and on whose data', () => {
    expect(beyondSentence(rich)).toBe(
      'Beyond what the integration needs, a stolen credential could delete any lead, delete users of Marketo, and change the data of any person (3 operations: 1 admin, 1 delete, 1 write; 3 on personal data).',
    );
  });

  test('nothing without a grant, or when the grant adds nothing', () => {
    expect(beyondSentence(clean)).toBeUndefined();
    expect(idleSentence(clean)).toBeUndefined();
    const { beyond } = rich.blastRadius;
    if (beyond === undefined) throw new Error('the rich report has a grant');
    const fitting = { ...rich.blastRadius, beyond: { ...beyond, operations: [] } };
    expect(beyondSentence({ ...rich, blastRadius: fitting })).toBeUndefined();
  });

  test('a role with unknowns is not called minimal here either, and no role has nothing to steal', () => {
    expect(minimalSentence(clean)).toMatch(/^The minimal role still allows this: /);
    expect(minimalSentence(rich)).toMatch(/^This role still allows this: /);
    expect(minimalSentence({ ...clean, role: { ...clean.role, permissions: [] } })).toBeUndefined();
  });

  test.each([
    [65, 27, '27 of the 65 operations that the granted role allows are never called: 42%.'],
    [1, 0, '0 of the 1 operation that the granted role allows are never called: 0%.'],
    [370, 1, '1 of the 370 operations that the granted role allows are never called: less than 1%.'],
    [370, 369, '369 of the 370 operations that the granted role allows are never called: more than 99%.'],
    [370, 370, '370 of the 370 operations that the granted role allows are never called: 100%.'],
  ])('of %i operations %i idle', (callable, unused, sentence) => {
    expect(idleSentence(idleService(clean, callable, unused))).toBe(sentence);
  });

  test('what was only watched, or not wholly understood, was "never seen called"', () => {
    expect(idleSentence(idleService(rich, 65, 27))).toContain('were never seen called: 42%');
    expect(idleSentence({ ...idleService(clean, 65, 27), observed: { calls: 9 } })).toContain('were never seen called');
  });
});

function idleService(service: ServiceReport, callable: number, unused: number): ServiceReport {
  const { minimal } = service.blastRadius;
  const idle = { callable, unused, share: Math.round((unused / callable) * 10_000) / 10_000 };
  const blastRadius: BlastRadius = { ...service.blastRadius, granted: { reach: minimal.reach, idle } };
  return { ...service, blastRadius };
}
