import { expect, test } from 'vitest';
import { languages } from '../../src/languages/registry.ts';
import { createClassifyPath } from '../../src/sources/classify-path.ts';
import { helperTables } from '../../src/static/natives/languages/helpers.ts';

test('no two tables of helpers have the same name', () => {
  const names = helperTables.flatMap((table) => Object.keys(table));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('what a language leaves out for itself stays where programs of other languages stand', () => {
  const classify = createClassifyPath({ includeTests: false });
  for (const { id, ownLeftOutFolders = [], extensions } of languages) {
    for (const folder of ownLeftOutFolders) {
      expect(classify(`${folder}/app/main.ts`).kind, `${id} ${folder}`).toBe('source');
      expect(classify(`a/${folder}/b/main${extensions[0]}`), `${id} ${folder}`).toMatchObject({
        kind: 'left-out',
        path: `a/${folder}`,
      });
    }
  }
});
