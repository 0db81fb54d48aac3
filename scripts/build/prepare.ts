import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArguments } from '../../src/cli/parse-arguments.ts';
import { readSinkRules } from '../../src/load/clients.ts';
import { fingerprintOf } from '../../src/load/fingerprint.ts';
import { compileModel, modelData } from '../../src/load/model.ts';
import type { Prepared } from '../../src/load/prepared.ts';
import { readJson } from '../../src/load/read-json.ts';
import { validate } from '../../src/load/validate.ts';
import { loadVersion } from '../../src/load/version.ts';
import { schemas } from '../../src/schema/index.ts';
import { root } from './root.ts';
import { shippedJson } from './shipped-json.ts';

/** Output that is no terminal, and the widest that a help becomes: all others are laid out when they are asked for. */
const helpColumns = [80, 120];

/**
 * What a build prepares: every file that ships is held against the schema that it names, what the rules come to
 * is worked out, and the help is laid out.
 * @throws InputErrors for a file that breaks its schema or contradicts another: it must not ship.
 */
export async function prepare(): Promise<Omit<Prepared, 'build'>> {
  const model = modelData(await compileModel());
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
  return { help, validated, model, sinks: await readSinkRules() };
}

function schemaOf(value: unknown, path: string): object {
  const named = typeof value === 'object' && value !== null && '$schema' in value ? String(value.$schema) : '';
  const found = schemas.find(({ file }) => file === basename(named));
  if (found === undefined) throw new Error(`${path} names no schema of rolefit's`);
  return found.schema;
}

/**
 * Writes each part into a file of its own, for `loadPrepared` to read.
 * @param program the files of the program that they are for
 */
export async function emitPrepared(folder: string, program: readonly Uint8Array[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const parts = await prepare();
  const build = createHash('sha256');
  for (const contents of [...program, JSON.stringify(parts)]) build.update(contents);
  for (const [part, value] of Object.entries({ ...parts, build: build.digest('base64') } satisfies Prepared)) {
    await writeFile(join(folder, `${part}.json`), `${JSON.stringify(value)}\n`);
  }
}
