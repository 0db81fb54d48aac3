import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PermissionName } from '../../src/model/permission.ts';
import { indexBoxes } from '../../src/solve/boxes.ts';
import { isMetBy } from '../../src/solve/terms.ts';
import { randomModel } from './random-model.ts';
import { smallGraph } from './small-model.ts';

describe('the hierarchy over bits', () => {
  test('says the same as the graph of what holds, and lists every way to make it hold', () => {
    fc.assert(
      fc.property(randomModel, ({ graph, granted }) => {
        const boxes = indexBoxes(graph);
        const ticked = boxes.setOf(granted);
        const held = graph.effective(granted);
        expect(new Set(boxes.namesOf(boxes.effective(ticked)))).toEqual(held);
        for (const { name } of graph.permissions) expect(isMetBy(boxes.waysToHold(name), ticked)).toBe(held.has(name));
      }),
      { numRuns: 1_000 },
    );
  });

  test('a need is met by what implies it, with the needs of that box', () => {
    const boxes = indexBoxes(
      smallGraph({ edit: { needs: ['access'] }, access: {}, all: { implies: ['access'], needs: ['top'] }, top: {} }),
    );
    expect(boxes.waysToHold('edit' as PermissionName).map(boxes.namesOf)).toEqual([
      ['edit', 'access'],
      ['edit', 'all', 'top'],
    ]);
  });

  test('two boxes that need what the other implies hold each other up no more than the graph says', () => {
    const boxes = indexBoxes(
      smallGraph({ a: { implies: ['x'], needs: ['y'] }, b: { implies: ['y'], needs: ['x'] }, x: {}, y: {} }),
    );
    expect(boxes.effective(boxes.setOf(['a', 'b'] as PermissionName[]))).toBe(0n);
    expect(boxes.waysToHold('x' as PermissionName).map(boxes.namesOf)).toEqual([['x'], ['a', 'y']]);
  });
});
