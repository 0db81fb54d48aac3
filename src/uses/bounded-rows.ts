import { compareText } from '../model/location.ts';

export interface BoundedRowsOptions<Row> {
  /** How many rows are kept: those with the smallest keys. */
  readonly limit: number;
  create(): Row;
  /** Adds one row's content to another's. The order must not matter. */
  absorb(into: Row, row: Row): void;
}

/**
 * Rows by key, in memory that does not grow with the number of keys: the rows with the smallest keys are kept, all
 * others end up in one. What is kept depends on the keys alone, not on the order in which they come: a key that was
 * dropped has `limit` smaller ones, so it could never have stayed.
 */
export class BoundedRows<Row> {
  private rows = new Map<string, Row>();
  private rest: Row | undefined;
  /** Once rows were dropped: the largest key that may still stay. */
  private largest: string | undefined;
  private readonly options: BoundedRowsOptions<Row>;

  constructor(options: BoundedRowsOptions<Row>) {
    this.options = options;
  }

  /** The row to add to for this key: its own, or the common one of all keys beyond the limit. */
  at(key: string): Row {
    if (this.largest !== undefined && key > this.largest) return this.restRow();
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    // Dropping half of twice the limit costs one sort for every `limit` new keys.
    if (this.rows.size >= 2 * this.options.limit) {
      this.drop();
      return this.at(key);
    }
    const row = this.options.create();
    this.rows.set(key, row);
    return row;
  }

  /** The kept rows by key, in code unit order, and the common row of all others if there are any. */
  finish(): { readonly rows: readonly Row[]; readonly rest: Row | undefined } {
    this.drop();
    return { rows: this.sorted().map(([, row]) => row), rest: this.rest };
  }

  private drop(): void {
    if (this.rows.size <= this.options.limit) return;
    const sorted = this.sorted();
    const kept = sorted.slice(0, this.options.limit);
    for (const [, row] of sorted.slice(this.options.limit)) this.options.absorb(this.restRow(), row);
    this.rows = new Map(kept);
    this.largest = kept.at(-1)?.[0];
  }

  private sorted(): [string, Row][] {
    return [...this.rows].sort(([a], [b]) => compareText(a, b));
  }

  private restRow(): Row {
    this.rest ??= this.options.create();
    return this.rest;
  }
}
