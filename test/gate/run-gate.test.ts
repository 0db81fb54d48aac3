import { describe, expect, test } from 'vitest';
import { lockText, parseLock, runGate } from '../../src/gate/index.ts';
import type { Config } from '../../src/model/config.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Lock } from '../../src/model/lock.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import type { Report } from '../../src/model/report.ts';
import { ids } from '../kit/report.ts';
import { config, deletesLeads, excess, model, type Needs, policy, readsLeads, report, unresolved } from './kit.ts';

const today = '2026-06-15';

function gate(analysed: Report, over: { config?: Config; lock?: Lock } = {}) {
  const { lock } = over;
  const input = {
    report: analysed,
    config: over.config ?? config(),
    graph: model.permissions,
    abilities: model.rules.abilities,
    today,
  };
  return runGate(lock === undefined ? input : { ...input, lock });
}

const lockOf = (needs: Needs, findings: readonly Finding[] = [], mode: 'tighten' | 'accept' = 'tighten') =>
  gate(report(needs, { findings })).nextLock(mode);

const kinds = ({ findings }: Report) => findings.map(({ kind, severity }) => `${severity} ${kind}`);

describe('the lock', () => {
  test('made from a report lets the same report pass without a word', () => {
    const { report: judged, changes } = gate(report(deletesLeads), { lock: lockOf(deletesLeads) });
    expect(judged.findings).toEqual([]);
    expect(changes).toMatchObject([{ gained: [], lost: [], added: [], dropped: [] }]);
  });

  test('is text of one operation a line, sorted, and comes back as it was', () => {
    const lock = lockOf(deletesLeads, [unresolved(3)]);
    const text = lockText(lock);
    expect(text).toBe(`{
  "lockVersion": 1,
  "services": {
    "default": {
      "status": "complete",
      "role": [
        "Read-Write Lead"
      ],
      "operations": {
        "GET /rest/v1/leads.json": "read",
        "POST /rest/v1/leads/delete.json": "delete"
      },
      "accepted": {
        "unresolved-call": 1
      }
    }
  }
}
`);
    expect(parseLock(JSON.parse(text))).toEqual(lock);
  });

  test('does not depend on lines', () => {
    const moved = report(deletesLeads, { findings: [unresolved(99)] });
    expect(lockText(gate(moved).nextLock('tighten'))).toBe(lockText(lockOf(deletesLeads, [unresolved(3)])));
  });

  test('keeps a service of any name', () => {
    const lock: Lock = new Map([...lockOf(readsLeads)].map(([, service]) => ['__proto__', service]));
    expect(parseLock(JSON.parse(lockText(lock)))).toEqual(lock);
  });

  test('a silent service is named, and not said to have shrunk', () => {
    const { silent, changes } = gate(report({}, { services: [] }), { lock: lockOf(readsLeads) });
    expect(silent).toEqual(['default']);
    expect(changes).toEqual([]);
  });
});

describe('counts of findings', () => {
  const three = [unresolved(1), unresolved(2), unresolved(3)];

  test('are taken over for what makes the role uncertain, whether asked for or not', () => {
    expect(lockOf(readsLeads, three).get('default')?.accepted).toEqual(new Map([['unresolved-call', 3]]));
  });

  test('of other kinds only when asked for, and then fall with the findings', () => {
    const findings = [excess('Access Users'), excess('Access Admin')];
    expect(lockOf(readsLeads, findings).get('default')?.accepted.size).toBe(0);
    const lock = lockOf(readsLeads, findings, 'accept');
    expect(lock.get('default')?.accepted).toEqual(new Map([['excess-permission', 2]]));
    const fewer = gate(report(readsLeads, { findings: findings.slice(1) }), { lock });
    expect(fewer.report).toMatchObject({ findings: [], accepted: [{ by: 'baseline' }] });
    expect(fewer.nextLock('tighten').get('default')?.accepted).toEqual(new Map([['excess-permission', 1]]));
  });

  test('may not rise: all of the kind are open again, and one finding counts them', () => {
    const lock = lockOf(readsLeads, three);
    const more = gate(report(readsLeads, { findings: [...three, unresolved(4)] }), { lock });
    expect(kinds(more.report)).toEqual(['error baseline-exceeded', ...Array(4).fill('note unresolved-call')]);
    expect(more.report.findings[0]?.arguments).toMatchObject({ kind: 'unresolved-call', accepted: 3, found: 4 });
  });

  test('of nothing: a change that hides what it calls does not pass', () => {
    const hidden = gate(report(readsLeads, { findings: [unresolved(4)] }), { lock: lockOf(readsLeads) });
    expect(kinds(hidden.report)).toContain('error baseline-exceeded');
  });
});

describe('the policy', () => {
  const strict = (over: Partial<typeof policy>) => config({ policy: { ...policy, ...over } });

  test('weighs kinds, and turns them off', () => {
    const findings = [excess('Access Users'), unresolved(1)];
    const severities = new Map([
      ['excess-permission', 'error'],
      ['unresolved-call', 'off'],
    ] as const);
    const judged = gate(report(readsLeads, { findings }), { config: strict({ severities }) });
    expect(kinds(judged.report)).toEqual(['error excess-permission']);
  });

  test('leaves out what is not sure enough, but never growth', () => {
    const judged = gate(report(deletesLeads, { findings: [unresolved(1)], service: {} }), {
      config: strict({ minimumConfidence: 'exact' }),
      lock: lockOf(readsLeads),
    });
    expect(kinds(judged.report)).toEqual(['error role-grew']);
  });

  test.each([
    ['for every service', (forbidden: typeof policy.forbidden) => strict({ forbidden })],
    [
      'for one',
      (forbidden: typeof policy.forbidden) =>
        config({ services: config().services.map((service) => ({ ...service, forbidden })) }),
    ],
  ])('forbids effects and permissions %s, however the permission is held', (_, configWith) => {
    const forbidden = { permissions: ['Read-Only Lead' as PermissionName], effects: ['delete'] as const };
    const { findings } = gate(report(deletesLeads), { config: configWith(forbidden) }).report;
    expect(findings).toMatchObject([
      { kind: 'forbidden-effect', arguments: { operation: ids.deleteLeads }, location: { line: 2 } },
      { kind: 'forbidden-permission', arguments: { permission: 'Read-Only Lead' }, location: { line: 1 } },
    ]);
  });

  test('holds without a lock, and nothing is said to have grown', () => {
    expect(gate(report(deletesLeads)).report.findings).toEqual([]);
    expect(gate(report(deletesLeads)).changes).toEqual([]);
  });

  test('an exception for growth is not unused where nothing was compared', () => {
    const exceptions = [{ kind: 'role-grew' as const, reason: 'agreed', at: { file: 'rolefit.config.json' } }];
    expect(kinds(gate(report(deletesLeads), { config: config({ exceptions }) }).report)).toEqual([]);
    const compared = gate(report(deletesLeads), { config: config({ exceptions }), lock: lockOf(deletesLeads) });
    expect(kinds(compared.report)).toEqual(['warning unused-exception']);
  });
});
