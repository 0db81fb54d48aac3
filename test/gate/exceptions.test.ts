import { describe, expect, test } from 'vitest';
import { applyExceptions } from '../../src/gate/exceptions.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Exception, ExceptionComment } from '../../src/model/policy.ts';
import { ids, sourceAt, trafficAt } from '../kit/report.ts';
import { comment, excess, grew } from './kit.ts';

const place = { file: 'rolefit.config.json', line: 9, column: 3 };

function apply(
  findings: readonly Finding[],
  given: { exceptions?: readonly Partial<Exception>[]; comments?: readonly ExceptionComment[]; today?: string },
) {
  const exceptions = (given.exceptions ?? []).map((one) => ({
    kind: 'excess-permission' as const,
    reason: 'until the vendor has mended it',
    at: place,
    ...one,
  }));
  const { open, accepted, problems, unused } = applyExceptions(findings, {
    exceptions,
    comments: given.comments ?? [],
    today: given.today ?? '2026-06-15',
  });
  return {
    open: open.map(({ kind }) => kind),
    accepted: accepted.map(({ finding }) => finding.kind),
    problems: [...problems, ...unused].map(({ kind }) => kind),
    arguments: [...problems, ...unused].map((finding) => finding.arguments),
  };
}

describe('an exception of the config', () => {
  test.each<[string, Partial<Exception>]>([
    ['by kind alone', {}],
    ['by service', { service: 'default' }],
    ['by permission', { permission: 'Access Users' }],
    ['on its last day', { until: '2026-06-15' }],
  ])('takes the finding out %s', (_, exception) => {
    expect(apply([excess('Access Users')], { exceptions: [exception] })).toMatchObject({
      open: [],
      accepted: ['excess-permission'],
      problems: [],
    });
  });

  test.each<[string, Partial<Exception>]>([
    ['another kind', { kind: 'missing-permission' }],
    ['another service', { service: 'billing' }],
    ['another permission', { permission: 'Access Admin' }],
    ['an operation that it is not about', { operation: ids.getLeads }],
    ['a file that it is not about', { file: 'src/main.ts' }],
  ])('leaves it open for %s, and is unused', (_, exception) => {
    expect(apply([excess('Access Users')], { exceptions: [exception] })).toMatchObject({
      open: ['excess-permission'],
      accepted: [],
      problems: ['unused-exception'],
    });
  });

  test('counts for nothing from the day after, and says so once', () => {
    const over = { until: '2026-06-14' };
    expect(apply([excess('Access Users')], { exceptions: [over] })).toMatchObject({
      open: ['excess-permission'],
      problems: ['expired-exception'],
    });
  });

  test('by operation or file speaks only of findings that rest on nothing else', () => {
    const both = grew(sourceAt('src/a.ts', 1), sourceAt('src/legacy/b.ts', 2));
    const kind = 'role-grew';
    expect(apply([both], { exceptions: [{ kind, file: 'src/legacy' }] }).open).toEqual([kind]);
    expect(apply([both], { exceptions: [{ kind, file: 'src' }] }).open).toEqual([]);
    expect(apply([both], { exceptions: [{ kind, operation: ids.deleteLeads }] }).open).toEqual([]);
    expect(apply([both], { exceptions: [{ kind, file: 'sr' }] }).open).toEqual([kind]);
  });
});

describe('a comment', () => {
  const two = grew(sourceAt('src/main.ts', 7), sourceAt('src/main.ts', 20));

  test('takes out what stands on the next line', () => {
    const finding = grew(sourceAt('src/main.ts', 7));
    expect(apply([finding], { comments: [comment(7)] })).toMatchObject({ open: [], accepted: ['role-grew'] });
    expect(apply([finding], { comments: [comment(8)] })).toMatchObject({
      open: ['role-grew'],
      problems: ['unused-exception'],
    });
  });

  test('is not enough where a second line needs the permission too', () => {
    expect(apply([two], { comments: [comment(7)] }).open).toEqual(['role-grew']);
    expect(apply([two], { comments: [comment(7), comment(20)] })).toMatchObject({ open: [], problems: [] });
  });

  test('cannot speak for traffic', () => {
    const finding = grew(sourceAt('src/main.ts', 7), trafficAt(3));
    expect(apply([finding], { comments: [comment(7)] }).open).toEqual(['role-grew']);
  });

  test.each([
    ['no kind', { kind: '' }, { isKnown: false, hasReason: true }],
    [
      'a misspelled kind',
      { kind: 'role-grow' },
      { kind: 'role-grow', similar: 'role-grew', isKnown: false, hasReason: true },
    ],
    ['a kind that every object has', { kind: 'constructor' }, { kind: 'constructor', isKnown: false, hasReason: true }],
    ['no reason', { reason: undefined }, { kind: 'role-grew', isKnown: true, hasReason: false }],
    ['a day that is none', { until: '2026-02-30' }, { kind: 'role-grew', isKnown: true, hasReason: true }],
    ['a day in words', { until: 'tomorrow' }, { kind: 'role-grew', isKnown: true, hasReason: true }],
  ])('with %s excepts nothing', (_, over, args) => {
    const { reason, ...whole } = { ...comment(7), ...over };
    const broken = reason === undefined ? whole : { ...whole, reason };
    expect(apply([grew(sourceAt('src/main.ts', 7))], { comments: [broken] })).toEqual({
      open: ['role-grew'],
      accepted: [],
      problems: ['invalid-exception'],
      arguments: [args],
    });
  });

  test('runs out like any exception', () => {
    const finding = grew(sourceAt('src/main.ts', 7));
    const comments = [comment(7, { until: '2027-01-31' })];
    expect(apply([finding], { comments, today: '2027-01-31' }).open).toEqual([]);
    expect(apply([finding], { comments, today: '2027-02-01' })).toMatchObject({
      open: ['role-grew'],
      problems: ['expired-exception'],
    });
  });
});
