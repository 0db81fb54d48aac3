import { HeaderTable } from './header-table.ts';
import { LineTemplates } from './line-templates.ts';
import type { PartFields } from './log-format.ts';
import { PartialLines } from './partial-lines.ts';
import { PrettyJson } from './pretty-json.ts';
import { type Content, type ContentReading, readContent, readJson } from './read-content.ts';
import { type LogRecord, valueAt } from './record.ts';
import type { SkipReason } from './skip-reasons.ts';
import { parseTolerantly } from './tolerant-json.ts';
import { namesApi } from './unread.ts';

/** What one line came to: requests, or why there are none, with the text that it was read from. */
export interface ReadLine extends Content {
  /** Of an object over several lines, the first of them. From 1. */
  readonly number: number;
  readonly text: string;
  /** Why the line has no request; absent where it has one. */
  readonly why?: SkipReason;
  /** How many lines it takes up. */
  readonly lines: number;
}

/**
 * Reads the lines of one log. Each is read for itself, so logs of several formats may be joined; what stands over several
 * lines (an object written to be read by people, a line that a container runtime split) is put together, and a table is
 * read by its header.
 */
export class LineReader {
  readonly #reading: ContentReading;
  readonly #templates: LineTemplates | undefined;
  readonly #table = new HeaderTable();
  readonly #partial = new PartialLines();
  readonly #pretty = new PrettyJson();
  #held = 0;
  #isFirst = true;

  constructor(reading: ContentReading) {
    this.#reading = reading;
    // Where the reader names fields, they have the last word on every line.
    if (Object.keys(reading.named).length === 0) this.#templates = new LineTemplates(reading.formats);
  }

  /** What a line gives: nothing while more of it is to come; for what is broken before it, one more. */
  read(line: string, number: number): readonly ReadLine[] {
    const known = this.isQuiet && !this.#table.hasHeader && !this.#isFirst ? this.#templates?.read(line) : undefined;
    if (known !== undefined) return [{ number, text: line, requests: [known], lines: 1 }];
    const object = this.isQuiet ? this.#plainObject(line) : undefined;
    if (object !== undefined) return [{ number, text: line, ...object, lines: 1 }];
    const text = line.trim();
    if (text === '' || /^[[\]{},\s]+$/.test(text.replace(/^\{$/, 'x'))) {
      if (!this.#pretty.isOpen) return [{ number, text: '', requests: [], why: 'blank', lines: 1 }];
    }
    const assembled = this.#pretty.add(line, number);
    if (assembled.kind === 'open') return [];
    if (assembled.kind === 'elements') return this.#elements(assembled, number);
    if (assembled.kind === 'whole') return this.#object(assembled);
    if (assembled.kind === 'broken') return [...this.#object(assembled), ...this.read(line, number)];
    const whole = this.#partial.take(text);
    if (whole === undefined) this.#held += 1;
    return whole === undefined ? [] : [this.#one(whole, number)];
  }

  /** A line that is an object, and nothing else: most lines of most logs in JSON. Docker's may be a part of one. */
  #plainObject(line: string): Content | undefined {
    if (line.charCodeAt(0) !== 0x7b || line.charCodeAt(line.length - 1) !== 0x7d) return undefined;
    if (line.startsWith('{"log":') || line.includes('"stream":"std')) return undefined;
    const value = parseObject(line);
    if (value === undefined) return undefined;
    this.#isFirst = false;
    return this.readObject(value);
  }

  /** What a line gives that is this object, and nothing else. */
  readObject(value: unknown): Content {
    return readJson(value, this.#reading);
  }

  /** A text that stands for itself, such as an element of a list. */
  readElement(text: string, number: number): ReadLine {
    return { number, text, ...readContent(text, this.#reading), lines: 1 };
  }

  /** Whether a line is no part of another, so that it can be passed over. */
  standsAlone(line: string): boolean {
    if (this.#pretty.isOpen || this.#held > 0 || line.startsWith('#')) return false;
    const end = line.charCodeAt(line.length - 1);
    // An opening bracket or a comma at the end, or a part of a line of a container.
    return end !== 0x7b && end !== 0x5b && end !== 0x2c && !/ std(?:out|err) P|^\{"log":/.test(line);
  }

  /** Whether nothing is open that the next line could be part of. */
  get isQuiet(): boolean {
    return !this.#pretty.isOpen && this.#held === 0;
  }

  /** What was held to the end of the log. */
  end(number: number): readonly ReadLine[] {
    const rest = this.#pretty.rest;
    const partial = this.#partial.rest.map((text, index) => {
      this.#held = index === 0 ? this.#held - 1 : -1;
      return this.#one(text, number);
    });
    return [...(rest === undefined ? [] : this.#object(rest)), ...partial];
  }

  /** The lines that were taken for them are counted with the first; those that gave none, by themselves. */
  #elements({ elements, took }: { readonly elements: readonly string[]; readonly took: number }, number: number) {
    const [first, ...others] = elements;
    if (first === undefined) return [{ number, text: '', requests: [], why: 'blank' as const, lines: took }];
    return [
      { ...this.readElement(first, number), lines: took },
      ...others.map((text) => ({ ...this.readElement(text, number), lines: 0 })),
    ];
  }

  /** An object over several lines; where they are none, each stands for itself. */
  #object({ lines, first }: { readonly lines: readonly string[]; readonly first: number }): readonly ReadLine[] {
    const text = lines.join('\n');
    const json = lines.length > 1 ? parseTolerantly(text.replace(/^[[,\s]+/, ''), 'whole') : undefined;
    if (json === undefined) return lines.map((line, index) => this.#one(line, first + index));
    this.#isFirst = false;
    return [{ number: first, text, ...readJson(json.value, this.#reading), lines: lines.length }];
  }

  #one(text: string, number: number): ReadLine {
    const lines = this.#held + 1;
    this.#held = 0;
    this.#isFirst = false;
    if (this.#table.takeHeader(text) || this.#table.takeNames(text, (names) => this.#isHeader(names))) {
      // A comment with a path of the API in it is more than the table's own words.
      return { number, text, requests: [], ...(namesApi(text) ? {} : { why: 'header' as const }), lines };
    }
    const row = text.startsWith('{') ? undefined : this.#table.read(text);
    const inTable = row === undefined ? undefined : readJson(row, this.#reading);
    const content = inTable !== undefined && inTable.requests.length > 0 ? inTable : readContent(text, this.#reading);
    return { number, text, ...content, record: content.record ?? row, lines };
  }

  /** Columns are those of a log where they hold a method and an address by the names that are known. */
  #isHeader(names: LogRecord): boolean {
    const { formats, named } = this.#reading;
    return (
      formats.recordRows(names).some(({ fields }) => holdsRequest(names, { ...fields, ...listed(named) })) ||
      formats.wrappers.some(({ content }) => content.startsWith('@') && names[content] !== undefined)
    );
  }
}

/** The fields that the reader named, as a row has them. */
function listed(named: ContentReading['named']): PartFields {
  return Object.fromEntries(Object.entries(named).map(([part, name]) => [part, [name]]));
}

function holdsRequest(names: LogRecord, { request, method, url, path }: PartFields): boolean {
  const has = (fields: readonly string[] = []) => fields.some((field) => valueAt(names, field) !== undefined);
  return has(request) || (has(method) && (has(url) || has(path)));
}

export function parseObject(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
