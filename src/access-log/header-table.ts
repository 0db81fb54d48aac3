import type { LogRecord } from './record.ts';

/** The names of a table's columns, and how its lines are taken apart. */
interface Header {
  readonly names: readonly string[];
  readonly split: (line: string) => readonly string[];
}

/** So many columns are read. */
const mostColumns = 200;

/** A table of which a line names the columns: W3C extended (`#Fields:`), Zeek (`#fields`), or comma-separated values. */
export class HeaderTable {
  #header: Header | undefined;
  #first: string | undefined;

  get hasHeader(): boolean {
    return this.#header !== undefined;
  }

  /** Whether a line is one of the table's own words: the header, a comment, or the header of the next file once more. */
  takeHeader(line: string): boolean {
    if (line.startsWith('#')) {
      const [, names] = /^#fields:?[ \t]+(.*)$/i.exec(line) ?? [];
      if (names !== undefined) this.#header = fromComment(names, line.includes('\t'));
      // A table may number its lines.
      return !/^#[,;\t|]/.test(line);
    }
    return this.#first !== undefined && line === this.#first;
  }

  /** Takes a line for a header of columns where `isHeader` says so of them: of the first table, or of one that follows. */
  takeNames(line: string, isHeader: (names: LogRecord) => boolean): boolean {
    if (!/^["A-Za-z_@$#][\w@$ .()/[\]"#,;|\t-]*$/.test(line)) return false;
    const delimiter = ['\t', ';', '|', ','].find((one) => line.includes(one));
    if (delimiter === undefined) return false;
    const split = (text: string) => splitQuoted(text, delimiter);
    const names = split(line).map(withoutFacet);
    if (!names.every((name) => /^[A-Za-z_@$#][\w@$ .()/[\]-]{0,60}$|^#$/.test(name))) return false;
    if (!isHeader(Object.fromEntries(names.map((name) => [name, name])))) return false;
    this.#header = { names, split };
    this.#first = line;
    return true;
  }

  /** The line as a row of the table; `undefined` where there is no table, or the line has another number of columns. */
  read(line: string): LogRecord | undefined {
    if (this.#header === undefined) return undefined;
    const { names, split } = this.#header;
    const cells = split(line);
    if (cells.length < names.length) return undefined;
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  }
}

/** Datadog writes an attribute as its facet: `@http.method`. */
function withoutFacet(name: string): string {
  return name
    .trim()
    .replace(/^@(?=[a-z]+\.[a-z])/, '')
    .replace(/ \[UTC\]$/, '');
}

/** Zeek puts a tab between all names, and so do those W3C logs that put one between all values. */
function fromComment(names: string, hasTabs: boolean): Header {
  const list = names
    .trim()
    .split(/[ \t]+/)
    .slice(0, mostColumns);
  const byTab = (line: string) => line.split('\t');
  const byBlank = (line: string) => line.match(/"(?:[^"]|"")*"|\S+/g)?.map(unquoted) ?? [];
  return { names: list, split: (line) => (hasTabs || line.includes('\t') ? byTab(line) : byBlank(line)) };
}

function unquoted(cell: string): string {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

/** A line of comma-separated values: quotes around a value, two of them for one inside. */
function splitQuoted(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length && cells.length < mostColumns) {
    let end = at;
    if (line[at] === '"') {
      end = at + 1;
      while (end < line.length && (line[end] !== '"' || line[end + 1] === '"')) end += line[end] === '"' ? 2 : 1;
      end += 1;
    }
    const next = line.indexOf(delimiter, Math.min(end, line.length));
    const stop = next === -1 ? line.length : next;
    cells.push(unquoted(line.slice(at, stop).trim()));
    at = stop + 1;
  }
  return cells;
}
