import { describe, expect, test } from 'vitest';
import type { PermissionName } from '../../src/model/permission.ts';
import { buildPermissionGraph, explainImplication } from '../../src/permissions/index.ts';
import { inputErrorsOf } from '../kit/input-errors.ts';
import { permissionsFile } from '../kit/permissions-file.ts';

const orchard = permissionsFile({
  Trees: [
    { name: 'See Trees', aliases: ['View Trees'] },
    { name: 'Prune Trees', implies: ['See Trees'] },
    { name: 'Plant Trees', implies: ['Prune Trees'] },
  ],
  Barn: [{ name: 'Barn' }, { name: 'Open Barn', needs: ['Barn'] }, { name: 'Burn-Down Barn', needs: ['Open Barn'] }],
});
const name = (text: string) => text as PermissionName;

describe('asking for a permission by name', () => {
  const graph = buildPermissionGraph(orchard);

  test.each(['See Trees', 'see trees', 'SEE  TREES', 'see-trees', 'See\u2011Trees', 'See\u00a0Trees', 'view trees'])(
    '%s is understood',
    (spelling) => {
      expect(graph.find(spelling)?.name).toBe('See Trees');
    },
  );

  test('a group and a permission of the same name are found apart', () => {
    expect(graph.findGroup('barn')?.permissions).toEqual(['Barn', 'Open Barn', 'Burn-Down Barn']);
    expect(graph.find('barn')?.group).toBe('Barn');
    expect(graph.find('trees')).toBeUndefined();
  });

  test('a misspelt name leads to the nearest canonical one, a strange one to none', () => {
    expect(graph.suggest('Prune Tres')).toBe('Prune Trees');
    expect(graph.suggest('Veiw Trees')).toBe('See Trees');
    expect(graph.suggest('Milk Cows')).toBeUndefined();
    expect(graph.suggest('See Trees'.repeat(10_000))).toBeUndefined();
  });

  test('a name that is not canonical is a bug where one is expected', () => {
    expect(() => graph.implied(name('see trees'))).toThrow('"see trees" is not a permission');
  });
});

describe('asking what holds', () => {
  const graph = buildPermissionGraph(orchard);

  test('an implication is explained by its whole chain', () => {
    expect(explainImplication(graph, name('Plant Trees'), name('See Trees'))).toEqual([
      'Plant Trees',
      'Prune Trees',
      'See Trees',
    ]);
    expect(explainImplication(graph, name('See Trees'), name('Plant Trees'))).toBeUndefined();
  });

  test('a box has no effect until every box it needs is ticked', () => {
    expect(graph.effective([name('Burn-Down Barn'), name('Barn')])).toEqual(new Set(['Barn']));
    expect(graph.effective([name('Burn-Down Barn'), name('Open Barn'), name('Barn')]).size).toBe(3);
    expect([...graph.needed(name('Burn-Down Barn'))].toSorted(graph.compare)).toEqual(['Barn', 'Open Barn']);
  });

  test('to need is not to imply', () => {
    expect([...graph.implied(name('Burn-Down Barn'))]).toEqual(['Burn-Down Barn']);
  });
});

describe('a hierarchy that contradicts itself', () => {
  test('cycles are named, the shortest way round, needs and implications alike', async () => {
    const file = permissionsFile({
      Yard: [
        { name: 'Gate', implies: ['Path', 'Wall'] },
        { name: 'Path', needs: ['Wall'] },
        { name: 'Wall', implies: ['Gate'] },
        { name: 'Well', needs: ['Well'] },
      ],
    });
    expect(await inputErrorsOf(() => buildPermissionGraph(file))).toMatchInlineSnapshot(`
      [
        "permissions.json: the permissions go round in a cycle: "Gate" → "Wall" → "Gate" (remove one of these implications or needs; a permission cannot lead back to itself)",
        "permissions.json: the permissions go round in a cycle: "Well" → "Well" (remove one of these implications or needs; a permission cannot lead back to itself)",
      ]
    `);
  });

  test('double names, clashing aliases and dangling edges are all reported together', async () => {
    const file = permissionsFile({
      Yard: [
        { name: 'Gate', aliases: ['Door', 'path'] },
        { name: 'Path', implies: ['Gaet'] },
        { name: 'GATE', needs: ['Moonlight'] },
        { name: 'Wall', aliases: ['door', 'wall'] },
      ],
      Gate: [{ name: 'Well' }],
      yard: [{ name: 'Roof' }],
    });
    expect(await inputErrorsOf(() => buildPermissionGraph(file))).toMatchInlineSnapshot(`
      [
        "permissions.json: two permissions are named "GATE" (rename or delete one of the rows)",
        "permissions.json: the alias "path" of "Gate" already stands for "Path" (delete the alias; letter case, spaces and hyphens need none)",
        "permissions.json: the alias "door" of "Wall" already stands for "Gate" (delete the alias; letter case, spaces and hyphens need none)",
        "permissions.json: the alias "wall" of "Wall" already stands for "Wall" (delete the alias; letter case, spaces and hyphens need none)",
        "permissions.json: the group "Gate" is named as a permission of the group "Yard" (move the permission into the group, or rename one of them)",
        "permissions.json: two groups are named "yard" (rename or join them)",
        "permissions.json: "Path" implies "Gaet", which is not a permission (did you mean "Gate"?)",
        "permissions.json: "GATE" needs "Moonlight", which is not a permission (add a row for it, or delete the edge)",
      ]
    `);
  });
});
