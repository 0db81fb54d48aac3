import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { schemaFolder, schemaText } from '../../scripts/emit-schemas.ts';
import { schemas } from '../../src/schema/index.ts';

test.each(schemas)('$file is what src/schema/ says; `npm run schema` writes it', async ({ file, schema }) => {
  expect(await readFile(new URL(file, schemaFolder), 'utf8')).toBe(schemaText(schema));
});

test('there is no schema file that nothing writes', async () => {
  expect((await readdir(schemaFolder)).toSorted()).toEqual(schemas.map(({ file }) => file).toSorted());
});
