import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PermissionName } from '../../src/model/permission.ts';
import type { PermissionGraph } from '../../src/model/permission-graph.ts';
import { buildPermissionGraph, explainImplication } from '../../src/permissions/index.ts';
import { permissionsFile } from '../kit/permissions-file.ts';

/** A hierarchy without cycles: every edge leads to an earlier row. Comes with a few of its names, to be ticked. */
const hierarchies = fc
  .integer({ min: 1, max: 9 })
  .chain((size) =>
    fc.tuple(
      ...Array.from({ length: size }, (_, index) =>
        fc.record({
          implies: fc.subarray(Array.from({ length: index }, (_, earlier) => nameOf(earlier))),
          needs: fc.subarray(Array.from({ length: index }, (_, earlier) => nameOf(earlier))),
        }),
      ),
    ),
  )
  .map((edges) =>
    buildPermissionGraph(permissionsFile({ All: edges.map((row, index) => ({ name: nameOf(index), ...row })) })),
  )
  .chain((graph) => {
    const names = graph.permissions.map(({ name }) => name);
    return fc.record({ graph: fc.constant(graph), ticked: fc.subarray(names), more: fc.subarray(names) });
  });

function nameOf(index: number): string {
  return `Permission ${index}`;
}

function eachName(graph: PermissionGraph, check: (name: PermissionName) => void): void {
  for (const { name } of graph.permissions) check(name);
}

describe('what a permission implies', () => {
  test('contains itself, its direct edges, and all that these imply', () => {
    fc.assert(
      fc.property(hierarchies, ({ graph }) => {
        eachName(graph, (name) => {
          const direct = graph.expect(name).implies.flatMap((next) => [...graph.implied(next)]);
          expect(graph.implied(name)).toEqual(new Set([name, ...direct]));
        });
      }),
    );
  });

  test('is the mirror image of what implies it', () => {
    fc.assert(
      fc.property(hierarchies, ({ graph }) => {
        eachName(graph, (a) => eachName(graph, (b) => expect(graph.implied(a).has(b)).toBe(graph.impliedBy(b).has(a))));
      }),
    );
  });

  test('is explained by a chain of direct edges exactly when it holds', () => {
    fc.assert(
      fc.property(hierarchies, ({ graph }) => {
        eachName(graph, (from) =>
          eachName(graph, (to) => {
            const chain = explainImplication(graph, from, to);
            expect(chain !== undefined).toBe(graph.implied(from).has(to));
            if (chain === undefined) return;
            expect([chain.at(0), chain.at(-1)]).toEqual([from, to]);
            chain.slice(1).forEach((name, index) => {
              expect(graph.permissions.find((one) => one.name === chain[index])?.implies).toContain(name);
            });
          }),
        );
      }),
    );
  });
});

describe('the permissions in effect', () => {
  test('only grow when more is ticked', () => {
    fc.assert(
      fc.property(hierarchies, ({ graph, ticked, more }) => {
        const effective = graph.effective([...ticked, ...more]);
        for (const name of graph.effective(ticked)) expect(effective).toContain(name);
      }),
    );
  });

  test('stay the same when they are ticked as well', () => {
    fc.assert(
      fc.property(hierarchies, ({ graph, ticked }) => {
        const effective = graph.effective(ticked);
        expect(graph.effective([...ticked, ...effective])).toEqual(effective);
      }),
    );
  });

  test('are those that are ticked with their needs in effect, and what these imply', () => {
    fc.assert(
      fc.property(hierarchies, ({ graph, ticked }) => {
        const effective = graph.effective(ticked);
        const active = ticked.filter((name) => graph.expect(name).needs.every((need) => effective.has(need)));
        expect(effective).toEqual(new Set(active.flatMap((name) => [...graph.implied(name)])));
      }),
    );
  });

  test('contain a permission once all it needs is ticked beside it', () => {
    fc.assert(
      fc.property(hierarchies, ({ graph }) => {
        eachName(graph, (name) => {
          expect(graph.effective([name, ...graph.needed(name)])).toContain(name);
          expect(graph.needed(name)).not.toContain(name);
        });
      }),
    );
  });

  test('do not depend on the order of the ticks', () => {
    fc.assert(
      fc.property(hierarchies, ({ graph, ticked }) => {
        expect(graph.effective(ticked.toReversed())).toEqual(graph.effective(ticked));
      }),
    );
  });
});
