/** Where an input is wrong: a file, an option, or a row; the position where it is known. */
export interface InputPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** The one kind of error a reader can fix: where, what, and what to do next. Everything else thrown is a bug of rolefit. */
export class InputError extends Error {
  readonly what: string;
  readonly at: InputPlace | undefined;
  readonly next: string | undefined;

  constructor(what: string, details: { at?: InputPlace | undefined; next?: string | undefined; cause?: unknown } = {}) {
    super(what, { cause: details.cause });
    this.name = 'InputError';
    this.what = what;
    this.at = details.at;
    this.next = details.next;
  }
}

/** Several input errors of one stage, shown together: one broken row never hides the others. */
export class InputErrors extends Error {
  readonly errors: readonly InputError[];

  constructor(errors: readonly InputError[]) {
    super(errors.map((error) => error.what).join('\n'));
    this.name = 'InputErrors';
    this.errors = errors;
  }
}
