import { LineCounter, parseDocument } from 'yaml';
import { InputError } from '../model/input-error.ts';
import { isNestedTooDeeply } from '../model/nesting.ts';
import type { Locate } from '../schema/index.ts';
import { plainJson } from '../sources/parse-jsonc.ts';
import { locateIn, placeOfBreak, placesIn } from './json-place.ts';

/** An alias stands for a value written elsewhere; a few dozen are use, thousands of them an attack. */
const mostAliases = 50;

/** A config taken apart: only data, and where its values stand. */
export interface ParsedConfig {
  readonly value: unknown;
  readonly locate: Locate;
}

/**
 * JSON with comments.
 * @throws InputError where it breaks off.
 */
export function parseJson(text: string, label: string): ParsedConfig {
  const plain = plainJson(text);
  try {
    return { value: JSON.parse(plain), locate: locateIn(label, plain) };
  } catch {
    throw new InputError('the configuration is not valid JSON', {
      at: placeOfBreak(label, plain),
      next: 'look for a missing comma, quote or bracket there',
    });
  }
}

/** @throws InputError where it breaks off, and for one that nests too deeply or repeats itself too often. */
export function parseYaml(text: string, label: string): ParsedConfig {
  if (isNestedTooDeeply(text)) throw tooMuch(label);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new InputError('the configuration is not valid YAML', {
      at: { file: label, line, column: col },
      next: 'look at the indentation, quotes and colons there',
    });
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    if (isCyclic(value)) throw tooMuch(label);
    return { value, locate: placesIn(label, document, lines) };
  } catch (cause) {
    // That is how the parser refuses aliases that multiply.
    if (!(cause instanceof ReferenceError)) throw cause;
    throw tooMuch(label, cause);
  }
}

/** An anchor that is named inside of itself makes a value that has no end. */
function isCyclic(value: unknown, above: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (above.includes(value)) return true;
  const inside = [...above, value];
  return Object.values(value).some((inner) => isCyclic(inner, inside));
}

function tooMuch(label: string, cause?: unknown): InputError {
  return new InputError('the configuration is nested too deeply, or repeats parts of itself too often', {
    at: { file: label },
    next: 'write it in plain lists and mappings',
    cause,
  });
}
