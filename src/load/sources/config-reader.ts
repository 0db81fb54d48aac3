import type { Configs } from '../../sources/configs.ts';
import { longestConfig, parseJsonc, plainJson } from '../../sources/parse-jsonc.ts';
import type { SourceProblem } from '../../sources/source-set.ts';
import type { ByteReader } from './byte-reader.ts';

/** Reads configuration files of the analysed code, each once, and remembers what is wrong with them. */
export class ConfigReader implements Configs {
  readonly #reader: ByteReader;
  readonly #values = new Map<string, unknown>();
  readonly #broken: { readonly path: string; readonly text: string }[] = [];
  readonly #notes = new Map<string, SourceProblem>();
  /** Every file that was asked for, there or not. */
  readonly asked = new Set<string>();

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  readJson(path: string): unknown {
    if (!this.#values.has(path)) this.#values.set(path, this.#parse(path));
    return this.#values.get(path);
  }

  /** The text of a file that is searched rather than parsed; `undefined` when it is missing or too large. */
  readText(path: string): string | undefined {
    this.asked.add(path);
    const result = this.#reader.read(path);
    if (result.kind !== 'read') {
      if (result.kind === 'failed') this.note(path, result.what);
      return undefined;
    }
    if (result.size <= longestConfig) return this.#reader.memory.bytes.toString('utf8', 0, result.size);
    this.note(path, 'is too large for a configuration file');
    return undefined;
  }

  /** The text of a file that may be large, and is of use where it is not too large. */
  readLarge(path: string): string | undefined {
    this.asked.add(path);
    const result = this.#reader.read(path);
    if (result.kind !== 'read' || !result.isWhole) return undefined;
    return this.#reader.memory.bytes.toString('utf8', 0, result.size);
  }

  note(path: string, what: string): void {
    this.#notes.set(`${path}\0${what}`, { file: path, what });
  }

  #parse(path: string): unknown {
    const text = this.readText(path);
    if (text === undefined) return undefined;
    const parsed = parseJsonc(text);
    if (parsed === undefined) this.#broken.push({ path, text });
    return parsed?.value;
  }

  /** All that is wrong, with the lines at which broken files break. The parser that finds them is loaded only now. */
  async problems(): Promise<SourceProblem[]> {
    const notes = [...this.#notes.values()];
    if (this.#broken.length === 0) return notes;
    const { placeOfBreak } = await import('../json-place.ts');
    const broken = this.#broken.map(({ path, text }) => {
      const { line } = text.length <= longestLocated ? placeOfBreak(path, plainJson(text)) : {};
      return { file: path, what: 'is not valid JSON', ...(line === undefined ? {} : { line }) };
    });
    return [...notes, ...broken];
  }
}

/** Beyond, the place of a mistake is not looked for. In characters. */
const longestLocated = 64 * 1024;
