import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArguments } from '../../src/cli/parse-arguments.ts';
import { loadModel } from '../../src/load/model.ts';
import { fingerprintOf, type Prepared } from '../../src/load/prepared.ts';
import { readJson } from '../../src/load/read-json.ts';
import { validate } from '../../src/load/validate.ts';
import { loadVersion } from '../../src/load/version.ts';
import { schemas } from '../../src/schema/index.ts';
import { shippedJson } from './shipped-json.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Output that is no terminal, and the widest that a help becomes: all others are laid out when they are asked for. */
const helpColumns = [80, 120];

/**
 * What a build prepares: every file that ships is held against the schema that it names, and the help is laid out.
 * @throws InputErrors for a file that breaks its schema or contradicts another: it must not ship.
 */
export async function prepare(): Promise<Prepared> {
  await loadModel();
  const validated: string[] = [];
  for (const path of await shippedJson()) {
    const json = await readJson(join(root, path), path);
    const schema = schemaOf(json.value, path);
    await validate(schema, json);
    validated.push(fingerprintOf(schema, json.value));
  }
  const version = await loadVersion();
  const help: Record<string, string> = {};
  for (const columns of helpColumns) {
    const parsed = await parseArguments(['--help'], columns, version);
    if (parsed.kind === 'text') help[columns] = parsed.text;
  }
  return { validated, help };
}

function schemaOf(value: unknown, path: string): object {
  const named = typeof value === 'object' && value !== null && '$schema' in value ? String(value.$schema) : '';
  const found = schemas.find(({ file }) => file === basename(named));
  if (found === undefined) throw new Error(`${path} names no schema of rolefit's`);
  return found.schema;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const target = process.argv[2] ?? join(root, 'dist', 'prepared.json');
  await writeFile(target, `${JSON.stringify(await prepare())}\n`);
}
