import { describe, expect, test } from 'vitest';
import { makeFinding } from '../../src/findings/index.ts';
import type { FindingArguments, FindingKind } from '../../src/model/finding.ts';
import { describeFinding } from '../../src/report/index.ts';
import { ids, permission, sourceAt, trafficAt } from '../kit/report.ts';

function sentence<Kind extends FindingKind>(kind: Kind, args: FindingArguments[Kind]): string {
  return describeFinding(makeFinding(kind, args, { service: 'sync', confidence: 'exact' }));
}

describe('growth is told with the line and the chain', () => {
  const grew = { permission: 'Read-Write Lead', operations: [ids.deleteLeads], isNew: true } as const;
  test.each<[string, FindingArguments['role-grew'], string]>([
    [
      'of one call',
      { ...grew, evidence: [sourceAt('src/a.ts', 7)] },
      'the role grows by "Read-Write Lead": POST /rest/v1/leads/delete.json needs it at src/a.ts:7:9 (base URL src/client.ts:12)',
    ],
    [
      'of several',
      {
        ...grew,
        operations: [ids.deleteLeads, ids.syncLeads],
        evidence: [1, 2, 3, 4].map((entry) => trafficAt(entry)),
      },
      'the role grows by "Read-Write Lead": POST /rest/v1/leads/delete.json and POST /rest/v1/leads.json need it at traffic/march.har entry 1, traffic/march.har entry 2, traffic/march.har entry 3 and 1 more',
    ],
    [
      'of what was called before',
      { ...grew, isNew: false, evidence: [] },
      'the role grows by "Read-Write Lead": POST /rest/v1/leads/delete.json needs it; its requirement has changed, for it was called before',
    ],
    [
      'of what nobody can say',
      { ...grew, operations: [], evidence: [] },
      'the role grows by "Read-Write Lead": it is needed',
    ],
  ])('%s', (_, args, expected) => {
    expect(sentence('role-grew', args)).toBe(expected);
  });
});

test.each<[string, string]>([
  [
    sentence('role-shrank', { permissions: ['Read-Write Lead'], operations: [ids.deleteLeads] }),
    '"Read-Write Lead" is no longer needed: POST /rest/v1/leads/delete.json is no longer called',
  ],
  [
    sentence('role-shrank', { permissions: [], operations: [ids.deleteLeads, ids.syncLeads] }),
    'POST /rest/v1/leads/delete.json and POST /rest/v1/leads.json are no longer called; the role stays the same',
  ],
  [sentence('role-shrank', { permissions: ['A', 'B'], operations: [] }), '"A" and "B" are no longer needed'],
  [
    sentence('baseline-exceeded', {
      kind: 'unresolved-call',
      accepted: 1,
      found: 2,
      locations: [{ file: 'a.ts', line: 3 }],
    }),
    '2 unresolved-call findings where 1 is accepted: a.ts:3',
  ],
  [
    sentence('forbidden-permission', {
      permission: permission('Read-Write Lead'),
      operations: [ids.syncLeads],
      evidence: [],
    }),
    'the policy forbids "Read-Write Lead", which POST /rest/v1/leads.json needs',
  ],
  [
    sentence('forbidden-effect', { operation: ids.deleteLeads, effect: 'delete', evidence: [sourceAt('src/a.ts', 7)] }),
    'the policy forbids the effect "delete", which POST /rest/v1/leads/delete.json has at src/a.ts:7:9 (base URL src/client.ts:12)',
  ],
  [
    sentence('invalid-exception', { isKnown: false, hasReason: true }),
    'the comment does not say which kind of finding it excepts',
  ],
  [
    sentence('invalid-exception', { kind: 'role-grew', isKnown: true, hasReason: false }),
    'the comment excepts role-grew without a reason',
  ],
  [
    sentence('invalid-exception', { kind: 'role-grew', isKnown: true, hasReason: true }),
    'the comment excepts role-grew until a day that is not in the calendar',
  ],
])('%s', (actual, expected) => {
  expect(actual).toBe(expected);
});
