import { describe, expect, test } from 'vitest';
import { compareSnapshots, isChanged } from '../../src/gate/compare.ts';
import { growthFindings } from '../../src/gate/growth-findings.ts';
import { nextLock } from '../../src/gate/next-lock.ts';
import { type Snapshot, snapshotOf, snapshotOfFile, snapshotOfLock } from '../../src/gate/snapshot.ts';
import { publishReport } from '../../src/report/index.ts';
import { ids } from '../kit/report.ts';
import { deletesLeads, model, type Needs, readsLeads, report } from './kit.ts';

function compare(before: Snapshot, after: Snapshot) {
  return compareSnapshots(before, after, model.permissions);
}

const needs = (of: Needs) => snapshotOf(report(of));
const locked = (of: Needs) => snapshotOfLock(nextLock(needs(of), [], undefined, 'tighten'));

describe('what a service needs more', () => {
  test('is the permission, with the new operation alone', () => {
    const [change] = compare(locked(readsLeads), needs(deletesLeads));
    expect(change?.gained).toMatchObject([
      {
        permission: 'Read-Write Lead',
        cause: 'calls',
        because: [{ operation: ids.deleteLeads, effect: 'delete', isNew: true, evidence: [{ line: 2 }] }],
      },
    ]);
    expect(
      growthFindings(
        [change].filter((one) => one !== undefined),
        model.rules.abilities,
      ),
    ).toMatchObject([
      {
        kind: 'role-grew',
        severity: 'error',
        service: 'default',
        arguments: { permission: 'Read-Write Lead', operations: [ids.deleteLeads] },
        location: { file: 'src/main.ts', line: 2 },
      },
    ]);
  });

  test('is put down to the requirements where every operation was called before', () => {
    const [change] = compare(locked(readsLeads), needs({ [ids.getLeads]: 'Read-Write Lead' }));
    expect(change?.gained).toMatchObject([{ cause: 'requirements', because: [{ operation: ids.getLeads }] }]);
  });

  test('is only an operation where the role allows it already and it takes nothing away', () => {
    const before = locked({ [ids.deleteLeads]: 'Read-Write Lead' });
    const both = { [ids.deleteLeads]: 'Read-Write Lead', [ids.syncLeads]: 'Read-Write Lead' };
    expect(growthFindings(compare(before, needs(both)), model.rules.abilities)).toMatchObject([
      { kind: 'operation-added', severity: 'note', arguments: { operation: ids.syncLeads, effect: 'write' } },
    ]);
  });

  test('is a new ability where the role allows it already and nothing deleted these before', () => {
    const before = locked({ [ids.syncLeads]: 'Read-Write Lead' });
    const both = { [ids.syncLeads]: 'Read-Write Lead', [ids.deleteLeads]: 'Read-Write Lead' };
    expect(growthFindings(compare(before, needs(both)), model.rules.abilities)).toMatchObject([
      {
        kind: 'ability-added',
        severity: 'error',
        arguments: { operation: ids.deleteLeads, ability: 'delete any lead', effect: 'delete' },
      },
    ]);
  });

  test('is everything of a service that is new', () => {
    expect(compare(new Map(), needs(readsLeads))).toMatchObject([
      { kind: 'added', gained: [{ permission: 'Read-Only Lead' }], added: [{ operation: ids.getLeads }] },
    ]);
  });
});

describe('what a service needs less', () => {
  test('is no growth when the lesser permission was implied', () => {
    const [change] = compare(locked(deletesLeads), needs(readsLeads));
    expect(change).toMatchObject({ gained: [], added: [], lost: ['Read-Write Lead'], dropped: [ids.deleteLeads] });
    expect(growthFindings(change === undefined ? [] : [change], model.rules.abilities)).toMatchObject([
      { kind: 'role-shrank', severity: 'note', arguments: { permissions: ['Read-Write Lead'] } },
    ]);
  });

  test('is not a permission that a greater one replaced', () => {
    expect(compare(locked(readsLeads), needs(deletesLeads))[0]?.lost).toEqual([]);
  });

  test('is everything of a service that is gone', () => {
    expect(compare(locked(readsLeads), new Map())).toMatchObject([{ kind: 'removed', lost: ['Read-Only Lead'] }]);
  });
});

test('the same needs are no change, wherever the lines are and whichever document says so', () => {
  const file = snapshotOfFile(JSON.parse(JSON.stringify(publishReport(report(deletesLeads)))));
  for (const [before, after] of [
    [locked(deletesLeads), needs(deletesLeads)],
    [needs(deletesLeads), file],
    [file, locked(deletesLeads)],
  ] as const) {
    expect(compare(before, after).filter(isChanged)).toEqual([]);
  }
});

test('a lock may name permissions that the rules no longer know', () => {
  const old = snapshotOfLock(
    new Map([['default', { status: 'complete', role: ['Old Name'], operations: new Map(), accepted: new Map() }]]),
  );
  expect(compare(old, needs(readsLeads))).toMatchObject([
    { gained: [{ permission: 'Read-Only Lead' }], lost: ['Old Name'] },
  ]);
});

test('an alias in a lock is the permission that it names', () => {
  const old = snapshotOfLock(
    new Map([
      ['default', { status: 'complete', role: ['Read-Only Person'], operations: new Map(), accepted: new Map() }],
    ]),
  );
  expect(compare(old, needs(readsLeads))[0]).toMatchObject({ gained: [] });
});
