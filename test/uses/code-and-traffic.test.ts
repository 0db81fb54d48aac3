import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/model/evidence.ts';
import type { OperationUse, UnresolvedCall } from '../../src/model/operation-use.ts';
import { compareSources, narrowUnresolved } from '../../src/uses/code-and-traffic.ts';
import type { ServiceUses } from '../../src/uses/use-table.ts';
import { smallOperation, useOf } from '../solve/small-model.ts';

const inCode: Evidence = { kind: 'source', file: 'a.js', line: 3, column: 1, chain: [] };
const inTraffic: Evidence = { kind: 'traffic', file: 'a.har', entry: 4, outcome: 'allowed' };
const [read, write, purge] = ['read', 'write', 'purge'].map((id) => smallOperation(id, { allOf: [] }));
if (read === undefined || write === undefined || purge === undefined) throw new Error('three operations');

function service(uses: readonly OperationUse[], unresolved: readonly UnresolvedCall[] = []): ServiceUses {
  return { service: 'sync', uses, unresolved, unmatched: [], calls: 0, followed: 0 };
}

function open(candidates: UnresolvedCall['candidates'], evidence: Evidence = inCode): UnresolvedCall {
  return { method: 'GET', path: ['/', { reason: 'environment' }], reachable: true, evidence, candidates };
}

describe('an open call', () => {
  const recorded = [
    { ...useOf(read), evidence: [inTraffic] },
    { ...useOf(purge), evidence: [inCode] },
  ];

  test('is narrowed to the candidates that were recorded, and stays open', () => {
    const [call] = narrowUnresolved(service(recorded, [open([read, write, purge])])).unresolved;
    expect(call).toEqual({ ...open([read, write, purge]), narrowedTo: [read] });
  });

  test.each([
    ['nothing is known of it', open([])],
    ['nothing that fits was recorded', open([write])],
    ['only code calls what fits', open([purge])],
    ['it was recorded itself', open([read], inTraffic)],
  ])('is left as it is where %s', (_, call) => {
    expect(narrowUnresolved(service(recorded, [call])).unresolved).toEqual([call]);
  });
});

describe('operations by where they were seen', () => {
  test('are each in one list', () => {
    const uses = [
      { ...useOf(read), evidence: [inCode, inTraffic] },
      { ...useOf(write), evidence: [inTraffic] },
      { ...useOf(purge), evidence: [inCode] },
    ];
    expect(compareSources(service(uses))).toEqual({ both: [read.id], onlyCode: [purge.id], onlyTraffic: [write.id] });
  });

  test('leave out what nothing reaches', () => {
    const uses = [
      { ...useOf(purge), reachable: false, evidence: [inCode] },
      { ...useOf(write), evidence: [inTraffic] },
    ];
    expect(compareSources(service(uses))).toEqual({ both: [], onlyCode: [], onlyTraffic: [write.id] });
  });

  test('are not compared without evidence of both kinds, of which an open call is enough', () => {
    const uses = [{ ...useOf(read), evidence: [inTraffic] }];
    expect(compareSources(service(uses))).toBeUndefined();
    expect(compareSources(service(uses, [open([])]))).toEqual({ both: [], onlyCode: [], onlyTraffic: [read.id] });
  });
});
