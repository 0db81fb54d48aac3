import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What the build works out once, so that no run has to. `emit-prepared.ts` writes it. */
export interface Prepared {
  /** Tells this build from every other: a hash of the program and the rules that ship with it. Absent among the sources. */
  readonly build?: string;
  /** Fingerprints of the values that ship and were found to obey their schemas; see {@link fingerprintOf}. */
  readonly validated: readonly string[];
  /** The text of `--help`, by columns of the terminal. */
  readonly help: Readonly<Record<string, string>>;
}

/** Beside the folder of this module: in the package it is there, among the sources it is not. */
const preparedFile = new URL('../prepared.json', import.meta.url);

let prepared: Prepared | undefined;

/** What the build prepared; nothing when run from the sources, where everything is worked out anew. */
export function loadPrepared(): Prepared {
  prepared ??= readPrepared();
  return prepared;
}

function readPrepared(): Prepared {
  try {
    return JSON.parse(readFileSync(preparedFile, 'utf8')) as Prepared;
  } catch {
    // It only saves time: without it, or with a broken one, every run does the work itself.
    return { validated: [], help: {} };
  }
}

/**
 * Tells a JSON value held against a schema from every other such pair: a SHA-256 over both, in Base64. Property order
 * counts, so a value that was only written anew has another one and is validated like any other.
 */
export function fingerprintOf(schema: object, value: unknown): string {
  return createHash('sha256').update(schemaText(schema)).update('\n').update(JSON.stringify(value)).digest('base64');
}

const schemaTexts = new WeakMap<object, string>();

function schemaText(schema: object): string {
  const known = schemaTexts.get(schema) ?? JSON.stringify(schema);
  schemaTexts.set(schema, known);
  return known;
}
