import { mkdir, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { schemas } from '../src/schema/index.ts';

/** Where the schemas stand for editors and for other programs, from this file. */
export const schemaFolder = new URL('../rules/schema/', import.meta.url);

/** A schema as its file holds it. */
export function schemaText(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

async function emitSchemas(): Promise<void> {
  await mkdir(schemaFolder, { recursive: true });
  for (const { file, schema } of schemas) await writeFile(new URL(file, schemaFolder), schemaText(schema));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await emitSchemas();
