import { describe, expect, test } from 'vitest';
import type { OperationUse } from '../../src/model/operation-use.ts';
import { isOutOfSight, type ServicePlaces } from '../../src/model/partition-sight.ts';
import { sightPartitions } from '../../src/solve/partition-sight.ts';

type Named = Pick<OperationUse, 'partitions' | 'refusedPartitions'>;

/** As far as partitions go by them. */
function uses(...named: readonly Named[]): readonly OperationUse[] {
  return named as readonly OperationUse[];
}

const workspaces: ServicePlaces['workspaces'] = [
  { name: 'North', partitions: ['Europe', 'Arctic'] },
  { name: 'Default', partitions: ['Europe'] },
  { name: 'South', partitions: [] },
];

describe('a partition that calls named', () => {
  test('is seen from the workspaces that list it, whatever the letter case', () => {
    const [sight, ...more] = sightPartitions(uses({ partitions: ['europe'] }, { partitions: ['europe'] }), {
      workspaces,
      given: ['default', 'South'],
    });
    expect(more).toEqual([]);
    expect(sight).toEqual({
      partition: 'europe',
      seenBy: ['North', 'Default'],
      given: ['Default'],
      used: true,
      refused: false,
    });
  });

  test('is out of sight where no workspace of the role, or none at all, lists it', () => {
    const sights = sightPartitions(uses({ refusedPartitions: ['Arctic', 'Mars'], partitions: ['Europe'] }), {
      workspaces,
      given: ['Default'],
    });
    expect(sights.map((sight) => [sight.partition, sight.used, sight.refused, isOutOfSight(sight)])).toEqual([
      ['Arctic', false, true, true],
      ['Europe', true, false, false],
      ['Mars', false, true, true],
    ]);
  });

  test('is not out of sight where the config does not say where the role is given', () => {
    const sights = sightPartitions(uses({ partitions: ['Arctic', 'Mars'] }), { workspaces, given: [] });
    expect(sights.map((sight) => [sight.given, isOutOfSight(sight)])).toEqual([
      [undefined, false],
      [undefined, true],
    ]);
  });
});

test('a config without partitions says nothing of them', () => {
  const places = { workspaces: [{ name: 'North', partitions: [] }], given: ['North'] };
  expect(sightPartitions(uses({ partitions: ['Europe'] }), places)).toEqual([]);
});
